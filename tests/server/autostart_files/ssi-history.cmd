@echo off
chcp 65001 >nul
set "SSI_HISTORY_DATABASE_URL=postgresql+psycopg://ana:p%%40s$s@db/ssi"
set "SSI_HISTORY_NOTE=two words"
start "SSI History" "C:\Users\Zoë\a & b\Scripts\pythonw.exe" "-P" "-m" "ssi_server.cli" "--data-dir" "D:\50%% history\\" "serve" "--no-browser" "--port" "9000"
