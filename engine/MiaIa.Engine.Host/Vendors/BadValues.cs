namespace MiaIa.Engine.Host.Vendors;

/// <summary>What could not be read of a file: all are counted, the first are named.</summary>
internal sealed class BadValues
{
    /// <summary>Named at most.</summary>
    internal const int NamedMax = 20;

    private const int TextMax = 60;
    private readonly List<string> _named = [];

    internal int Count { get; private set; }

    internal IReadOnlyList<string> Named => _named;

    /// <param name="line">From 1.</param>
    /// <param name="value">What stands there.</param>
    /// <param name="why">What is wrong with it.</param>
    internal void Add(int line, string value, string why) => Add($"line {line}: '{Short(value)}' {why}");

    internal void Add(string text)
    {
        Count++;
        if (_named.Count < NamedMax)
            _named.Add(text);
    }

    /// <summary>A text from a file, cut and without control characters.</summary>
    internal static string Short(string text)
    {
        var clean = new string([.. text.Take(TextMax).Select(c => char.IsControl(c) ? '·' : c)]);
        return text.Length > TextMax ? clean + "…" : clean;
    }
}
