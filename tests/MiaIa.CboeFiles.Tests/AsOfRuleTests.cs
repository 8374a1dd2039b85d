using System.Globalization;
using NodaTime.Text;

namespace MiaIa.CboeFiles.Tests;

/// <summary>Every case of the rule, by hand; the first six are the recorded tables.</summary>
public sealed class AsOfRuleTests
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    [TestCase(
        "2022-07-12 11:55",
        "2022-07-12,2027-12-17",
        "2022-07-12 11:40",
        TestName = "The_earliest_expiry_is_today: 15 minutes before the header"
    )]
    [TestCase("2023-06-09 13:40", "2023-06-09,2023-06-12", "2023-06-09 13:25", TestName = "The_earliest_expiry_is_today: in the session")]
    [TestCase("2023-09-14 16:31", "2023-09-14,2023-09-15", "2023-09-14 16:00", TestName = "The_earliest_expiry_is_today: at most 16:00")]
    [TestCase("2024-01-07 10:52", "2024-01-05,2024-01-08", "2024-01-05 16:00", TestName = "The_header_is_later: that expiry's 16:00")]
    [TestCase(
        "2025-01-06 20:48",
        "2025-02-03,2025-02-28",
        "2025-01-06 16:00",
        TestName = "A_longer_gap_with_one_month_of_expiries: the header, at most 16:00"
    )]
    [TestCase("2023-09-24 13:46", "2023-09-25,2026-01-16", "2023-09-22 16:00", TestName = "A_Sunday_before_a_Monday: Friday 16:00")]
    [TestCase("2023-09-23 13:46", "2023-09-25,2026-01-16", "2023-09-22 16:00", TestName = "A_Saturday_before_a_Monday: Friday 16:00")]
    [TestCase(
        "2023-09-22 10:00",
        "2023-09-25,2023-09-29",
        "2023-09-22 09:45",
        TestName = "A_Friday_morning_before_a_Monday: 15 minutes before the header"
    )]
    [TestCase(
        "2023-09-22 20:00",
        "2023-09-25,2023-09-29",
        "2023-09-22 16:00",
        TestName = "A_Friday_evening_before_a_Monday: that day's 16:00"
    )]
    [TestCase("2023-09-21 12:00", "2023-09-25,2023-09-29", "2023-09-21 11:45", TestName = "Four_days_are_still_near")]
    [TestCase(
        "2023-09-20 12:00",
        "2023-09-25,2023-10-29",
        "2023-09-25 16:00",
        TestName = "Five_days_are_not: a chain of several months tells the date"
    )]
    [TestCase(
        "2023-09-20 12:00",
        "2023-09-25,2023-09-29",
        "2023-09-20 11:45",
        TestName = "Five_days_and_one_month_of_expiries: the header is believed"
    )]
    [TestCase("2023-09-20 12:00", "2023-09-25,2024-09-29", "2023-09-25 16:00", TestName = "The_same_month_of_two_years_is_not_one_month")]
    [TestCase(
        "2023-09-14 00:05",
        "2023-09-14,2023-09-15",
        "2023-09-13 23:50",
        TestName = "Just_after_midnight_the_lag_reaches_into_the_day_before"
    )]
    public void Gives_the_moment(string header, string expiries, string asOf)
    {
        var dates = expiries.Split(',').Select(text => LocalDatePattern.Iso.Parse(text).Value).Reverse().ToArray();
        var moment = AsOfRule.AsOf(Pattern.Parse(header).Value, dates);
        Assert.That(moment.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture), Is.EqualTo(asOf));
    }
}
