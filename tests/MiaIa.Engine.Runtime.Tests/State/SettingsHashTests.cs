using System.Collections;
using System.Reflection;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Patterns;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.State;

/// <summary>
/// The hash that a journal carries changes with every single option, found by walking over all of them: one that is added later is
/// asked for without anybody thinking of it.
/// </summary>
public sealed class SettingsHashTests
{
    private static readonly string[] OptionPaths = [.. PathsOf(InstrumentOptions.Es, "")];

    private static readonly string[] Some =
    [
        "Name",
        "TickSizePoints",
        "Features.DeltaGain",
        "Features.Patterns.Sweep.HalfLifeBars",
        "Features.Patterns.PushedOther.Weight",
        "Features.Patterns.Pushed",
        "Confluence.Weights",
        "Confluence.Tiers.Good",
        "Signals.RearmMargin",
        "Chains.Analytics.GridStep",
        "StudyStaleMillis",
        "Trading.Mode",
        "Trading.Risk.TradeTo",
        "Trading.Orders.NakedMillis",
        "Trading.Paper.GhostsMax",
        "Trading.Fees",
    ];

    [TestCaseSource(nameof(OptionPaths))]
    public void A_change_of_any_option_of_the_core_changes_it(string path)
    {
        var changed = (InstrumentOptions)Changed(InstrumentOptions.Es, path.Split('.'));
        Assert.That(changed, Is.Not.SameAs(InstrumentOptions.Es));
        Assert.That(HashOf(changed), Is.Not.EqualTo(HashOf(InstrumentOptions.Es)));
        Assert.That(HashOf((InstrumentOptions)Copy(changed)), Is.EqualTo(HashOf(changed)), "the same values");
    }

    [TestCaseSource(nameof(OptionPaths))]
    public void Options_come_back_from_their_text_whatever_was_changed(string path)
    {
        var changed = (InstrumentOptions)Changed(InstrumentOptions.Es, path.Split('.'));
        var text = new EngineOptions([InstrumentOptions.Nq, changed], "1.0.0") { Account = new() { TradesPerDay = 7 } };
        var read = new EngineOptions([InstrumentOptions.Es, InstrumentOptions.Nq], "1.0.0").Read(text.WholeText());
        Assert.That(read?.SettingsHash(), Is.EqualTo(text.SettingsHash()));
    }

    [TestCase("0.Signals.Gone=1")]
    [TestCase("0.Signals.StopTicks=eight")]
    [TestCase("0.Trading.Mode=Paper")]
    public void A_text_that_these_options_cannot_say_is_not_read(string line)
    {
        var options = new EngineOptions([InstrumentOptions.Es], "1.0.0");
        Assert.That(options.Read(options.WholeText() + line + "\n"), Is.Null);
    }

    [Test]
    public void What_has_changed_is_told_by_its_name()
    {
        var before = new EngineOptions([InstrumentOptions.Es], "1.0.0");
        var after = new EngineOptions([InstrumentOptions.Es with { Signals = new() { StopTicks = 6 } }], "1.0.0");
        Assert.That(before.DifferencesTo(after), Is.EqualTo(["ES.Signals.StopTicks 8 → 6"]));
    }

    [Test]
    public void The_walk_finds_the_options_that_matter()
    {
        Assert.That(OptionPaths, Has.Length.GreaterThan(60));
        Assert.That(OptionPaths, Is.SupersetOf(Some));
    }

    [Test]
    public void The_instruments_their_number_and_their_order_change_it()
    {
        var (es, nq) = (InstrumentOptions.Es, InstrumentOptions.Nq);
        Assert.That(new[] { HashOf(es), HashOf(nq), HashOf(es, nq), HashOf(nq, es) }, Is.Unique);
    }

    [Test]
    public void Every_limit_of_the_account_changes_it([ValueSource(nameof(AccountLimits))] string name)
    {
        var property = typeof(AccountOptions).GetProperty(name)!;
        var account = Copy(new AccountOptions());
        property.SetValue(account, Another(property.GetValue(account)!));
        var changed = new EngineOptions([InstrumentOptions.Es], "1.0.0") { Account = (AccountOptions)account };
        Assert.That(changed.SettingsHash(), Is.Not.EqualTo(HashOf(InstrumentOptions.Es)));
    }

    [TestCaseSource(nameof(SettingNames))]
    public void Every_setting_of_an_instrument_reaches_it(string name)
    {
        var settings = new InstrumentSettings(InstrumentOptions.Es);
        var property = typeof(InstrumentSettings).GetProperty(name)!;
        property.SetValue(settings, Other(name, property.GetValue(settings)!));
        Assert.That(HashOf(settings), Is.Not.EqualTo(HashOf(new InstrumentSettings(InstrumentOptions.Es))));
    }

    [Test]
    public void Settings_that_say_nothing_are_the_products_own_options()
    {
        var plain = EngineOptions.From(new EngineSettings()).Instruments;
        Assert.That(plain.Select(i => HashOf(i)), Is.EqualTo(plain.Select(i => HashOf(InstrumentOptions.Find(i.Name)!))));
    }

    private static IEnumerable<string> AccountLimits() => typeof(AccountOptions).GetProperties().Select(p => p.Name);

    private static IEnumerable<string> SettingNames() => typeof(InstrumentSettings).GetProperties().Select(p => p.Name);

    private static object Other(string name, object value) =>
        (name, value) switch
        {
            ("Name", _) => "NQ",
            ("OptionIndex", _) => "NDX",
            ("OptionBackup", _) => "NONE",
            ("MarginUsd" or "FeeUsdASide", double usd) => usd + 0.01,
            (_, RiskSettings risk) => new RiskSettings(InstrumentOptions.Es.Trading.Risk) { CollarTicks = risk.CollarTicks + 1 },
            (_, TierSettings tiers) => new TierSettings(InstrumentOptions.Es.Confluence.Tiers) { Good = tiers.Good + 0.01 },
            (_, WeightSettings) => new WeightSettings([.. InstrumentOptions.Es.Confluence.Weights.Reverse()]),
            (_, SignalLifeSettings) => new SignalLifeSettings(InstrumentOptions.Es.Signals with { RearmSeconds = 31 }),
            (_, IReadOnlyList<FeeSettings>) => new[]
            {
                new FeeSettings { From = "2027-01-01", UsdASide = 3 },
            },
            (_, IReadOnlyList<PatternSettings>) => new[]
            {
                new PatternSettings { Name = "sweep", Weight = 0.19 },
            },
            _ => Another(value),
        };

    private static IEnumerable<string> PathsOf(object options, string before)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(options)!;
            if (IsOne(value))
                yield return before + property.Name;
            foreach (var path in IsOne(value) ? [] : PathsOf(value, $"{before}{property.Name}."))
                yield return path;
        }
    }

    private static bool IsOne(object value) => value is IConvertible or IEnumerable or TimeOnly;

    private static object Changed(object options, string[] path)
    {
        var copy = Copy(options);
        var property = options.GetType().GetProperty(path[0])!;
        var value = property.GetValue(options)!;
        property.SetValue(copy, path.Length > 1 ? Changed(value, path[1..]) : Another(value));
        return copy;
    }

    private static object Copy(object options) =>
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(options, null)!;

    private static object Another(object value) =>
        value switch
        {
            string text => text + "x",
            bool flag => !flag,
            int number => number + 1,
            long number => number + 1,
            ulong number => number + 1,
            double number => Math.BitIncrement(number),
            decimal number => number + 0.01m,
            Enum choice => Enum.GetValues(choice.GetType()).Cast<object>().First(other => !other.Equals(choice)),
            TimeOnly time => time.AddMinutes(1),
            IReadOnlyList<string> names => names.Append("x").ToArray(),
            IReadOnlyList<FeeStep> fees => fees.Select(fee => fee with { CentsPerSide = fee.CentsPerSide + 1 }).ToArray(),
            IReadOnlyList<double> list => list.Select((number, i) => i == 1 ? Math.BitIncrement(number) : number).ToArray(),
            IReadOnlyDictionary<string, PatternFade> fades => new Dictionary<string, PatternFade>(fades) { ["mine"] = new(0.1, 2) },
            _ => throw new NotSupportedException($"the test does not know how to change a {value.GetType()}"),
        };

    private static ulong HashOf(params InstrumentOptions[] instruments) => new EngineOptions(instruments, "1.0.0").SettingsHash();

    private static ulong HashOf(InstrumentSettings settings) =>
        EngineOptions.From(new EngineSettings { Instruments = [settings] }).SettingsHash();
}
