using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Client;

/// <summary>Which of IBKR's farms are broken, by the names that the notices end with.</summary>
internal sealed class FarmBoard(AlertBook alerts)
{
    /// <summary>The Gateway's own link to IBKR; it names no farm.</summary>
    public const int ServerBrokenCode = 2110;

    private readonly HashSet<(string Kind, string Farm)> _broken = [];

    /// <summary>A new session begins with news of every farm.</summary>
    public void Forget()
    {
        foreach (var (kind, _) in _broken)
            alerts.Close(AlertNames.FarmBroken, kind);
        _broken.Clear();
    }

    /// <summary>A farm broke. One alert a kind: they break together.</summary>
    /// <returns>True when it is one of market data.</returns>
    public bool OnBroken(Notice notice)
    {
        var kind = KindOf(notice.Code);
        var farm = FarmOf(notice.Text);
        _broken.Add((kind, farm));
        alerts.RaiseOnce(
            AlertNames.FarmBroken,
            AlertSeverity.Warning,
            $"the {kind} farm {farm} is broken ({notice.Code}); the session stays",
            kind
        );
        return kind == MarketValues;
    }

    /// <summary>A farm is well, or idle.</summary>
    /// <returns>True when it is one of market data and none of them is broken any more.</returns>
    public bool OnWell(Notice notice)
    {
        var kind = KindOf(notice.Code);
        if (kind.Length == 0)
            return false;
        _broken.Remove((kind, FarmOf(notice.Text)));
        if (_broken.Any(broken => broken.Kind == kind))
            return false;
        if (alerts.Close(AlertNames.FarmBroken, kind))
            alerts.Raise(AlertNames.FarmBack, AlertSeverity.Info, $"all {kind} farms are well again ({notice.Code})");
        return kind == MarketValues;
    }

    /// <summary>Whether definitions are not served.</summary>
    public bool IsWithoutDefinitions => _broken.Any(broken => broken.Kind == Definitions);

    private const string MarketValues = "market-data",
        Definitions = "definitions";

    private static string KindOf(int code) =>
        code switch
        {
            2103 or 2104 or 2108 => MarketValues,
            2105 or 2106 or 2107 => "history",
            2157 or 2158 => Definitions,
            _ => "",
        };

    /// <summary>
    /// The farm's name is the last word, and within it what follows the first colon ("OK:usfarm.nj") or full stop ("demand.usfarm"); the texts
    /// of 2107 and 2108 have the latter.
    /// </summary>
    private static string FarmOf(string text)
    {
        var said = AlertBook.Quoted(text).TrimEnd();
        var word = said[(said.LastIndexOf(' ') + 1)..];
        return word[(word.IndexOfAny(Separators) + 1)..];
    }

    private static readonly char[] Separators = [':', '.', '\uFF1A', '\u3002'];
}
