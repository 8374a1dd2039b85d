namespace MiaIa.Engine.Pipeline;

/// <summary>
/// Whether the study's chart shows another contract than that of our open orders and position. An empty list of that contract's orders is no proof
/// that ours are gone.
/// </summary>
internal struct OpenElsewhere
{
    private string? _contract;
    private string? _chart;

    internal bool IsElsewhere { get; private set; }

    /// <summary>In words, while it is so.</summary>
    internal readonly string Why =>
        $"orders or a position of ours are open in {(_contract is { Length: > 0 } known ? known : "another contract")}, and the chart shows {_chart}: "
        + "show that contract again, or close them";

    /// <summary>A study attaches. True when what is open is elsewhere.</summary>
    /// <param name="contract">Of its chart.</param>
    /// <param name="isRoll">The study before it had another one.</param>
    /// <param name="isOpen">Something of ours is open.</param>
    internal bool Attach(string contract, bool isRoll, bool isOpen)
    {
        _chart = contract;
        var isKnown = _contract is { Length: > 0 };
        IsElsewhere =
            isOpen
            && (
                !IsElsewhere ? isRoll
                : isKnown ? contract != _contract
                : !isRoll
            );
        if (!IsElsewhere)
            _contract = contract;
        return IsElsewhere;
    }
}
