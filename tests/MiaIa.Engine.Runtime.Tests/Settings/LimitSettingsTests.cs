using System.Reflection;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Runtime.Settings;
using Allowed = System.ComponentModel.DataAnnotations.RangeAttribute;
using Pattern = System.ComponentModel.DataAnnotations.RegularExpressionAttribute;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>The limits of account and risk as settings: the core's own defaults, each one reaches it, and both allow the same range.</summary>
public sealed class LimitSettingsTests
{
    [Test]
    public void Without_a_setting_the_limits_are_the_cores() =>
        Assert.Multiple(() =>
        {
            Assert.That(new AccountSettings().Options, Is.EqualTo(new AccountOptions()));
            Assert.That(new RiskSettings(new RiskOptions()).Options, Is.EqualTo(new RiskOptions()));
        });

    [TestCaseSource(nameof(AccountMembers))]
    public void Every_limit_of_the_account_reaches_the_core(PropertyInfo member)
    {
        var settings = new AccountSettings();
        Change(settings, member);
        Assert.That(settings.Options, Is.Not.EqualTo(new AccountOptions()));
    }

    [TestCaseSource(nameof(RiskMembers))]
    public void Every_limit_of_risk_reaches_the_core(PropertyInfo member)
    {
        var settings = new RiskSettings(new RiskOptions());
        Change(settings, member);
        Assert.That(settings.Options, Is.Not.EqualTo(new RiskOptions()));
    }

    [TestCaseSource(nameof(AccountMembers))]
    public void A_setting_of_the_account_allows_what_the_core_allows(PropertyInfo member) =>
        AllowsTheSame(
            member,
            value =>
            {
                var settings = new AccountSettings();
                member.SetValue(settings, value);
                settings.Options.Validate();
            }
        );

    [TestCaseSource(nameof(RiskMembers))]
    public void A_setting_of_risk_allows_what_the_core_allows(PropertyInfo member) =>
        AllowsTheSame(
            member,
            value =>
            {
                // With as much room as there is before the end, so that only the limit itself is at stake.
                var isEnd = member.Name == nameof(RiskSettings.NoEntryMinutes);
                var settings = new RiskSettings(new RiskOptions { NoEntryMinutes = 240, FlatSeconds = isEnd ? 1 : 60 });
                member.SetValue(settings, value);
                settings.Options.Validate();
            }
        );

    [TestCase("9:30", false)]
    [TestCase("24:00", false)]
    [TestCase("09:60", false)]
    [TestCase("09:30:00", false)]
    [TestCase("09:30", true)]
    [TestCase("23:59", true)]
    public void A_time_of_day_is_two_and_two_digits(string text, bool isFine)
    {
        var rule = typeof(RiskSettings).GetProperty(nameof(RiskSettings.TradeFrom))!.GetCustomAttribute<Pattern>()!;
        Assert.That(rule.IsValid(text), Is.EqualTo(isFine));
        var settings = new RiskSettings(new RiskOptions()) { TradeFrom = isFine ? text : "00:00" };
        Assert.That(settings.Options.TradeFrom, Is.EqualTo(isFine ? TimeOnly.Parse(text, null) : TimeOnly.MinValue));
    }

    private static void AllowsTheSame(PropertyInfo member, Action<int> check)
    {
        if (member.GetCustomAttribute<Allowed>() is not { } range)
            return;
        var (lowest, highest) = ((int)range.Minimum, (int)range.Maximum);
        Assert.Multiple(() =>
        {
            Assert.That(() => check(lowest), Throws.Nothing);
            Assert.That(() => check(highest), Throws.Nothing);
            Assert.That(() => check(lowest - 1), Throws.ArgumentException);
            Assert.That(() => check(highest + 1), Throws.ArgumentException);
        });
    }

    private static void Change(object settings, PropertyInfo member) =>
        member.SetValue(
            settings,
            member.GetValue(settings) switch
            {
                int number => number + 1,
                bool flag => !flag,
                _ => "12:34",
            }
        );

    private static IEnumerable<TestCaseData> AccountMembers() => Members(typeof(AccountSettings));

    private static IEnumerable<TestCaseData> RiskMembers() => Members(typeof(RiskSettings));

    private static IEnumerable<TestCaseData> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(member => new TestCaseData(member).SetArgDisplayNames(member.Name));
}
