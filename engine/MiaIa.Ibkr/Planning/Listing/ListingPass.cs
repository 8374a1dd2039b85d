using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Asks which contracts exist: the classes and expiries of the underlying, then every contract of each, a few requests at a time. Expiries times
/// strikes would be more than what exists. What is refused or not answered is handed over as missing: a refusal is never final, because a Gateway
/// refuses valid contracts while it is disturbed.
/// </summary>
internal sealed class ListingPass(
    ChainSubject subject,
    IClientRequests requests,
    UnixNanos now,
    Action<IReadOnlyCollection<ListedContract>, IReadOnlyList<MissingExpiry>> done,
    Action<string> failed
)
{
    private const int AtATime = 3;

    /// <summary>So many failures in a row are a disturbance: the rest is not asked now.</summary>
    private const int FailuresInARowMax = 6;

    private readonly Queue<MissingExpiry> _waiting = new();
    private readonly List<ListedContract> _found = [];
    private readonly List<MissingExpiry> _missing = [];
    private int _asked,
        _failuresInARow;

    /// <summary>Expiries that are not answered yet.</summary>
    public int Remaining => _waiting.Count + _asked;

    /// <summary>What did not come, in the order in which it is to be asked for next.</summary>
    public IReadOnlyList<MissingExpiry> Missing => _missing;

    /// <summary>Asks for everything.</summary>
    public void Begin() =>
        requests.AskParameters(subject.Symbol, subject.SecurityType, subject.ConId, OnParameters, why => failed(why.Message));

    /// <summary>Asks for what an earlier pass did not get.</summary>
    public void BeginWith(IEnumerable<MissingExpiry> missing)
    {
        foreach (var each in missing)
            _waiting.Enqueue(each);
        AskMore();
    }

    /// <summary>The contract of a message, or null when it is none that is known how to read.</summary>
    /// <param name="details">The message.</param>
    /// <param name="asked">
    /// The last trading day under which it was asked for and found. It is how the contract is asked for from now on, and not the day within the
    /// message: a Gateway in an Asian zone tells the day after there, and answers a request with that day by 478.
    /// </param>
    public static ListedContract? ContractOf(ContractDetails details, string asked)
    {
        var contract = details.Contract;
        var right = contract.Right is "C" or "CALL" ? OptionRight.Call : OptionRight.Put;
        if (contract.ConId <= 0 || contract.Strike <= 0 || contract.Right.Length == 0 || DateOf(details, asked) is not { } date)
            return null;
        return new ListedContract(contract.ConId, contract.TradingClass, date, asked, (double)contract.Strike, right);
    }

    /// <summary>The date in the exchange's own symbol is the expiry; for the class SPX the last trading day is the day before it.</summary>
    private static LocalDate? DateOf(ContractDetails details, string asked)
    {
        var symbol = details.Contract.LocalSymbol;
        return symbol.Length == 21 && StoredDate.Parse("20" + symbol[6..12]) is { } date
            ? date
            : StoredDate.Parse(details.RealExpirationDate) ?? new MissingExpiry(details.Contract.TradingClass, asked, "").Date;
    }

    private void OnParameters(IReadOnlyList<OptionParameters> rows)
    {
        var named = rows.Where(row => row.Exchange == "SMART" && subject.Classes.Contains(row.TradingClass))
            .SelectMany(row => row.Expiries.Select(expiry => new MissingExpiry(row.TradingClass, expiry, "")))
            .Distinct()
            .ToArray();
        foreach (var each in LastTrades(named).Where(each => each.IsLive(now)).OrderBy(each => each.Asked, StringComparer.Ordinal))
            _waiting.Enqueue(each);
        if (_waiting.Count == 0)
            failed($"IBKR lists no options of {subject.Symbol} in {string.Join(", ", subject.Classes)}");
        else
            AskMore();
    }

    /// <summary>No option trades on a Saturday for the last time: a Gateway that says so tells all its days by a clock east of New York.</summary>
    private static IEnumerable<MissingExpiry> LastTrades(IReadOnlyCollection<MissingExpiry> named)
    {
        var isShifted = named.Any(each => StoredDate.Parse(each.Asked)?.DayOfWeek == IsoDayOfWeek.Saturday);
        return named.Select(each =>
            isShifted && StoredDate.Parse(each.Asked) is { } day ? each with { Asked = StoredDate.Text(day.PlusDays(-1)) } : each
        );
    }

    private void AskMore()
    {
        if (_failuresInARow >= FailuresInARowMax)
        {
            // In front of those that failed: the next pass asks in this order, and expiries that are refused for ever must not keep the others from it.
            _missing.InsertRange(0, _waiting.Select(skipped => skipped with { Why = $"not asked after {FailuresInARowMax} failures" }));
            _waiting.Clear();
        }

        while (_asked < AtATime && _waiting.TryDequeue(out var next))
        {
            _asked++;
            var contract = new Contract
            {
                Symbol = subject.Symbol,
                SecurityType = "OPT",
                LastTradeDate = next.Asked,
                Multiplier = "100",
                Exchange = "SMART",
                TradingClass = next.Root,
            };
            requests.AskDetails(contract, details => OnDetails(next, details), why => OnFailure(next, why));
        }
        if (_asked > 0)
            return;
        if (_found.Count > 0 || _missing.Count == 0)
            done(_found, _missing);
        else
            failed($"no contract of {subject.Symbol} could be resolved; {_missing.Count} expiries failed, the first: {_missing[0].Why}");
    }

    private void OnDetails(MissingExpiry asked, IReadOnlyList<ContractDetails> details)
    {
        _asked--;
        var before = _found.Count;
        foreach (var each in details)
        {
            if (ContractOf(each, asked.Asked) is { } contract)
                _found.Add(contract);
        }

        if (_found.Count > before)
            _failuresInARow = 0;
        else
            Miss(asked, $"{details.Count} contracts were answered, none of them can be read");
        AskMore();
    }

    private void OnFailure(MissingExpiry asked, Exception why)
    {
        _asked--;
        Miss(asked, why.Message);
        // Anything else is the client's end: nobody waits for an answer.
        if (why is TimeoutException or RequestRefusedException)
            AskMore();
    }

    private void Miss(MissingExpiry asked, string why)
    {
        _failuresInARow++;
        _missing.Add(asked with { Why = why });
    }
}
