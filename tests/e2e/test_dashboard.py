"""The dashboard in a real browser gives it nothing to complain of."""

from e2e.sample import Sample


def test_no_page_breaks_its_own_policy_or_logs_an_error(sample: Sample) -> None:
    assert len(sample.pages) > 3
    with sample.dashboard() as dashboard:
        for page in sample.pages:
            dashboard.open(page)
        assert dashboard.complaints == []


def test_charts_are_drawn_and_can_be_hovered_over(sample: Sample) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.home)
        assert dashboard.hover_over_charts() == 3
        assert dashboard.complaints == []


def test_the_watch_on_complaints_sees_a_broken_policy(sample: Sample) -> None:
    with sample.dashboard() as dashboard:
        dashboard.open(sample.home)
        dashboard.page.evaluate("document.body.setAttribute('style', 'color: red')")
        assert any("style-src" in complaint for complaint in dashboard.complaints)
