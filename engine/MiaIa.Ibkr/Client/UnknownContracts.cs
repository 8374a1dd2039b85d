namespace MiaIa.Ibkr.Client;

/// <summary>
/// Contracts that were asked for and that the Gateway does not know (200), while nothing disturbed it: then it refuses valid ones too. Each is one
/// until it is found, or until it was refused no more for an hour; what is wanted is asked for again within half an hour.
/// </summary>
internal sealed class UnknownContracts(TimeProvider time)
{
    /// <summary>So many are named. What is beyond them is counted.</summary>
    public const int NamesMax = 16;

    private static readonly TimeSpan WantedMax = TimeSpan.FromHours(1);

    private readonly Dictionary<string, TimeSpan> _refusedAt = new(StringComparer.Ordinal);

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Names => [.. _refusedAt.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Refusals for that reason since the start, also of contracts that are not named.</summary>
    public long Refusals { get; private set; }

    private TimeSpan Now => time.GetElapsedTime(0);

    /// <summary>What people call a contract: the exchange's own name, else what it is asked by.</summary>
    public static string NameOf(Contract contract) =>
        contract.LocalSymbol.Length > 0
            ? contract.LocalSymbol
            : string.Join(
                ' ',
                new[] { contract.Symbol, contract.SecurityType, contract.TradingClass, contract.LastTradeDate }.Where(part =>
                    part.Length > 0
                )
            );

    /// <summary>The Gateway does not know it.</summary>
    public void OnRefused(string name)
    {
        Refusals++;
        if (_refusedAt.Count < NamesMax || _refusedAt.ContainsKey(name))
            _refusedAt[name] = Now;
    }

    /// <summary>The Gateway said something of it.</summary>
    public void OnFound(Contract contract)
    {
        if (_refusedAt.Count > 0)
            _refusedAt.Remove(NameOf(contract));
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        foreach (var (name, at) in _refusedAt)
        {
            if (Now - at >= WantedMax)
                _refusedAt.Remove(name);
        }
    }
}
