using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Work;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MiaIa.Evidence.Sweeps.Plans;

/// <summary>Reads a plan, strictly: a key that nobody knows is an error with its line, and so is a value out of range.</summary>
internal sealed class PlanReader
{
    private const int ValuesMax = 10_000;

    // A plan has three levels; what reads the whole of it goes one call deeper with each.
    private const int LevelsMax = 16;

    private readonly string _name;
    private readonly Dictionary<string, YamlNode> _left = new(StringComparer.Ordinal);

    private PlanReader(YamlMappingNode root, string name)
    {
        _name = name;
        foreach (var (key, value) in root.Children)
            _left[TextOf(key)] = value;
    }

    /// <summary>Reads it.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="name">For a person.</param>
    /// <exception cref="EvidenceException">It is no plan; the message has the line.</exception>
    internal static SweepPlan Read(string text, string name)
    {
        var yaml = new YamlStream();
        try
        {
            RefuseDeep(text, name);
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new EvidenceException($"{name}: line {e.Start.Line}: {e.Message}", e);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            throw new EvidenceException($"{name}: a plan is one mapping of names to values");
        return new PlanReader(root, name).Plan();
    }

    private static void RefuseDeep(string text, string name)
    {
        var parser = new Parser(new StringReader(text));
        for (var level = 0; parser.MoveNext(); )
        {
            level += parser.Current!.NestingIncrease;
            if (level > LevelsMax)
                throw new EvidenceException($"{name}: line {parser.Current.Start.Line}: a plan has no more than {LevelsMax} levels");
        }
    }

    private SweepPlan Plan()
    {
        var instrument = Take("instrument") is { } named ? TextOf(named) : "ES";
        if (InstrumentOptions.Find(instrument) is null)
            throw new EvidenceException($"{_name}: instrument {instrument} is not one of ES, MES, NQ, MNQ");
        var plan = new SweepPlan(
            instrument,
            Word("design", SetDesignKind.Grid),
            Number("sets", 1_000, 1, SweepPlan.SetsMax),
            (ulong)Number("seed", 1, 0, int.MaxValue),
            Parameters()
        )
        {
            Select = Word("select", SelectionRule.Sharpe),
            TradesMin = Number("trades_min", 30, 0, 1_000_000),
            Winners = Number("winners", 5, 0, 1_000),
            IsExact = Number("exact", 0, 0, 1) == 1,
            TrainDays = Number("train_days", 20, 2, 10_000),
            TestDays = Number("test_days", 5, 1, 10_000),
            EmbargoDays = Number("embargo_days", 1, 0, 1_000),
            Surrogates = Number("surrogates", 999, 19, 100_000),
            AheadSeconds = Number("ahead_seconds", 300, 1, 14_400),
        };
        if (_left.Count > 0)
        {
            var (key, node) = _left.First();
            throw new EvidenceException($"{_name}: line {node.Start.Line}: there is no setting {key}");
        }

        return plan;
    }

    private List<PlanParameter> Parameters()
    {
        if (Take("parameters") is not { } node)
            throw new EvidenceException($"{_name}: a plan has parameters");
        if (node is not YamlMappingNode { Children.Count: > 0 } parameters)
            throw At(node, "parameters are names with a list or a range each");
        return [.. parameters.Children.Select(pair => ParameterOf(TextOf(pair.Key), pair.Value))];
    }

    private PlanParameter ParameterOf(string name, YamlNode node)
    {
        if (!ParameterNames.All.Contains(name))
            throw At(node, ParameterNames.Unknown(name));
        if (FeatureConstants.WordsOf(name) is { Count: > 0 } words)
            return WordsOf(name, node, words);
        var parameter = node switch
        {
            YamlScalarNode => new PlanParameter(name, [DoubleOf(node)], 0, 0),
            YamlSequenceNode { Children.Count: > 0 } values => new PlanParameter(name, NumbersOf(name, values), 0, 0),
            YamlMappingNode range => RangeOf(name, range),
            _ => throw At(node, $"{name} is a number, a list of numbers, or {{from, to, step}}"),
        };
        var broken = parameter.Values.Append(parameter.From).Append(parameter.To).Where(value => value != Math.Round(value)).ToArray();
        return broken.Length == 0 || !ParameterNames.IsWhole(name)
            ? parameter
            : throw At(node, string.Create(CultureInfo.InvariantCulture, $"{name} is a whole number, and {broken[0]} is none"));
    }

    // [0,1, 0,3] is four numbers to YAML, and two to whoever writes decimals with a comma.
    private double[] NumbersOf(string name, YamlSequenceNode list)
    {
        double[] numbers = [.. list.Children.Select(DoubleOf)];
        var gaps = list
            .Children.Zip(list.Children.Skip(1))
            .Where(pair => pair.First.End.Line == pair.Second.Start.Line)
            .Select(pair => pair.Second.Start.Column - pair.First.End.Column > 1)
            .Distinct();
        if (gaps.Count() > 1)
            throw At(list, $"{name} has commas with and without a space behind them: decimals are written with a point, such as 0.1");
        var twice = numbers.GroupBy(number => number).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw At(list, Text($"{name} names {twice.Key} twice: each value once, decimals with a point"));
        return numbers;
    }

    private PlanParameter WordsOf(string name, YamlNode node, IReadOnlyList<string> words)
    {
        IEnumerable<YamlNode> said = node switch
        {
            YamlScalarNode => [node],
            YamlSequenceNode { Children.Count: > 0 } list => list.Children,
            _ => throw At(node, $"{name} is a word or a list of words: {string.Join(", ", words)}"),
        };
        return new(name, [.. said.Select(PlaceOf)], 0, 0);

        double PlaceOf(YamlNode word)
        {
            var place = words.ToList().IndexOf(TextOf(word));
            return place >= 0 ? place : throw At(word, $"{name} = {TextOf(word)}: allowed: {string.Join(", ", words)}");
        }
    }

    private PlanParameter RangeOf(string name, YamlMappingNode node)
    {
        double? from = null,
            to = null,
            step = null;
        foreach (var (key, value) in node.Children)
        {
            switch (TextOf(key))
            {
                case "from":
                    from = DoubleOf(value);
                    break;
                case "to":
                    to = DoubleOf(value);
                    break;
                case "step":
                    step = DoubleOf(value);
                    break;
                default:
                    throw At(key, $"a range has from, to and step, not {TextOf(key)}");
            }
        }

        if (from is not { } low || to is not { } high || high < low)
            throw At(node, $"{name} needs from and to, the first not above the second");
        if (step is not { } each)
            return new(name, [], low, high);
        // By whole steps, so that a hundred times 0.01 is 1.
        var count = Math.Floor(((high - low) / each) + 1e-9) + 1;
        if (!(each > 0) || count > ValuesMax)
            throw At(node, $"{name} needs a step above 0 that gives at most {ValuesMax} values");
        return new(name, [.. Enumerable.Range(0, (int)count).Select(i => Math.Round(low + (i * each), 12))], low, high);
    }

    private YamlNode? Take(string key) => _left.Remove(key, out var node) ? node : null;

    private int Number(string key, int initial, int low, int high)
    {
        if (Take(key) is not { } node)
            return initial;
        return
            int.TryParse(TextOf(node), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw At(node, $"{key} = {TextOf(node)}: allowed: {low} to {high}");
    }

    private T Word<T>(string key, T initial)
        where T : struct, Enum
    {
        if (Take(key) is not { } node)
            return initial;
        var text = TextOf(node).Replace("_", "", StringComparison.Ordinal);
        var names = Enum.GetNames<T>();
        return names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found)
            : throw At(node, $"{key} = {TextOf(node)}: allowed: {string.Join(", ", names.Select(Snake))}");
    }

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private double DoubleOf(YamlNode node) =>
        double.TryParse(TextOf(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw At(node, $"'{TextOf(node)}' is no number");

    private string TextOf(YamlNode node) =>
        node is YamlScalarNode { Value: { } text } ? text : throw At(node, "a name or a number was expected here");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private EvidenceException At(YamlNode node, string what) => new($"{_name}: line {node.Start.Line}: {what}");
}
