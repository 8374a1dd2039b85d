using MiaIa.Engine.Options;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using NodaTime;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Asks once a day which contracts exist: the classes and expiries of the underlying, then every contract of each, a few requests at a time.
/// Expiries times strikes would be more than what exists.
/// </summary>
internal sealed class ListingPass(
    ChainSubject subject,
    IClientRequests requests,
    Action<IReadOnlyCollection<ListedContract>> done,
    Action<string> failed
)
{
    private const int AtATime = 3,
        TriesMax = 3;

    private readonly Queue<(string Class, string Expiry, int Tries)> _waiting = new();
    private readonly List<ListedContract> _found = [];
    private int _asked,
        _failures;
    private string _lastFailure = "";

    /// <summary>Expiries that are not answered yet.</summary>
    public int Remaining => _waiting.Count + _asked;

    /// <summary>Begins.</summary>
    public void Begin() =>
        requests.AskParameters(subject.Symbol, subject.SecurityType, subject.ConId, OnParameters, why => failed(why.Message));

    /// <summary>The contract of a message, or null when it is none that is known how to read.</summary>
    public static ListedContract? ContractOf(ContractDetails details)
    {
        var contract = details.Contract;
        var right = contract.Right is "C" or "CALL" ? OptionRight.Call : OptionRight.Put;
        if (contract.ConId <= 0 || contract.Strike <= 0 || contract.Right.Length == 0 || DateOf(details) is not { } date)
            return null;
        return new ListedContract(contract.ConId, contract.TradingClass, date, contract.LastTradeDate, (double)contract.Strike, right);
    }

    /// <summary>The date in the exchange's own symbol is the expiry; for the class SPX the last trading day is the day before it.</summary>
    private static LocalDate? DateOf(ContractDetails details)
    {
        var symbol = details.Contract.LocalSymbol;
        return symbol.Length == 21 && StoredDate.Parse("20" + symbol[6..12]) is { } date
            ? date
            : StoredDate.Parse(details.RealExpirationDate) ?? StoredDate.Parse(details.Contract.LastTradeDate);
    }

    private void OnParameters(IReadOnlyList<OptionParameters> rows)
    {
        var wanted = rows.Where(row => row.Exchange == "SMART" && subject.Classes.Contains(row.TradingClass))
            .SelectMany(row => row.Expiries.Select(expiry => (row.TradingClass, expiry)))
            .Distinct();
        foreach (var (tradingClass, expiry) in wanted.OrderBy(pair => pair.expiry, StringComparer.Ordinal))
            _waiting.Enqueue((tradingClass, expiry, 0));
        if (_waiting.Count == 0)
            failed($"IBKR lists no options of {subject.Symbol} in {string.Join(", ", subject.Classes)}");
        else
            AskMore();
    }

    private void AskMore()
    {
        while (_asked < AtATime && _waiting.TryDequeue(out var next))
        {
            _asked++;
            var (tradingClass, expiry, tries) = next;
            var contract = new Contract
            {
                Symbol = subject.Symbol,
                SecurityType = "OPT",
                LastTradeDate = expiry,
                Multiplier = "100",
                Exchange = "SMART",
                TradingClass = tradingClass,
            };
            requests.AskDetails(contract, OnDetails, why => OnFailure((tradingClass, expiry, tries + 1), why));
        }
        if (_asked > 0)
            return;
        if (_found.Count > 0)
            done(_found);
        else
            failed($"no contract of {subject.Symbol} could be resolved; {_failures} requests failed, the last: {_lastFailure}");
    }

    private void OnDetails(IReadOnlyList<ContractDetails> details)
    {
        _asked--;
        foreach (var each in details)
        {
            if (ContractOf(each) is { } contract)
                _found.Add(contract);
        }

        AskMore();
    }

    /// <summary>A refused expiry does not exist; one that was not answered is asked again.</summary>
    private void OnFailure((string Class, string Expiry, int Tries) asked, Exception why)
    {
        _asked--;
        _failures++;
        _lastFailure = why.Message;
        if (why is TimeoutException && asked.Tries < TriesMax)
            _waiting.Enqueue(asked);
        if (why is TimeoutException or RequestRefusedException)
            AskMore();
    }
}
