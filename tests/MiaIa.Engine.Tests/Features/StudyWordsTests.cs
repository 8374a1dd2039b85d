using System.Text.RegularExpressions;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Features;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Features;

/// <summary>The study's French for what the engine says: its table is in C++, so that only a look at the file holds the two together.</summary>
public sealed partial class StudyWordsTests
{
    [Test]
    public void Every_name_and_every_fixed_reason_of_the_engine_has_its_French()
    {
        var known = Pair().Matches(File.ReadAllText(Table())).Select(pair => pair.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        Assert.That(known, Has.Count.GreaterThan(90));
        var account = new TradingSwitch(1);
        account.Set(0, (TradingCondition)TradingSwitch.AllConditions, isOn: true);
        var names = FeatureNames
            .All.ToArray()
            .Concat(Enumerable.Range(0, GateNames.Count).Select(gate => GateNames.Of((Gate)gate)))
            .Concat(Enumerable.Range(0, RiskCodes.Count).Select(code => RiskCodes.NameOf((RiskCode)code)))
            .Concat(Enum.GetValues<ReadingRemark>().Skip(1).Select(ReadingRemarks.TextOf))
            .Concat(Enum.GetValues<EndCause>().Skip(1).Select(cause => cause.ToString().ToLowerInvariant()))
            .Concat(account.ReasonOf(0).Split(", "));
        account.Trip((TradingBreach)TradingSwitch.AllBreaches, default);
        Assert.That(names.Concat(account.ReasonOf(0).Split(", ")).Where(name => !known.Contains(name)), Is.Empty);
    }

    private static string Table()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run within the repository");
        return Path.Combine(folder.FullName, "sierra-study", "MiaIaWordsOfEngine.h");
    }

    [GeneratedRegex("""^ {4}\{"([^"]+)",\s+"[^"]+"\},$""", RegexOptions.Multiline)]
    private static partial Regex Pair();
}
