using MiaIa.CboeFiles;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Client;
using NodaTime;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>
/// A Gateway without a socket that serves the rows of a recorded table, keeps the limits of a real one, and counts. Time stands while it
/// answers; answers are due later.
/// </summary>
internal sealed partial class TableGateway(ClientCore core, VirtualClock clock, CboeTable table)
{
    private const int FirstConId = 500_000;

    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _due = new();
    private readonly Dictionary<int, int> _lines = [];
    private readonly Queue<TimeSpan> _messages = new();
    private readonly List<(string Class, LocalDate Date)> _expiries =
    [
        .. table.Chain.Expiries.ToArray().Select(expiry => (expiry.Root, expiry.Date)),
    ];
    private long _order;

    /// <summary>How long open interest takes to come, and the first model row.</summary>
    public double SecondsToValue { get; init; } = 1;

    /// <summary>How often a line repeats its open interest; 0 = never. What a real Gateway does is not known.</summary>
    public double SecondsToRepeat { get; init; } = 2;

    /// <summary>Contracts without a model row: quotes and open interest come.</summary>
    public Predicate<int> IsWithoutModel { get; init; } = _ => false;

    /// <summary>Contracts of which nothing ever comes.</summary>
    public Predicate<int> IsWithheld { get; init; } = _ => false;

    /// <summary>Readings of open interest that are wrong the first time.</summary>
    public Predicate<int> IsWrongAtFirst { get; init; } = _ => false;

    /// <summary>Whether model rows come: without the second subscription (10090) they do not.</summary>
    public bool HasGreeks { get; init; } = true;

    /// <summary>The code with which requests about options of this table are refused; 0 = none is.</summary>
    public int Refusal { get; set; }

    /// <summary>What becomes of a request for the contracts of a class and last trading day: 0 = answered, −1 = not answered, −2 = answered without a contract, else the code.</summary>
    public Func<string, string, int> Definition { get; set; } = (_, _) => 0;

    /// <summary>Days by which the last trading days within contract details, and if asked for within option parameters, lie late: a Gateway east of New York.</summary>
    public (int Details, int Parameters) DaysLate { get; init; }

    /// <summary>The farm stands still: lines are silent, and a new one is answered with the last values, once.</summary>
    public bool IsStill { get; set; }

    /// <summary>Whether SPX tells a last value; if not, high, low and close come.</summary>
    public bool HasLast { get; init; } = true;

    /// <summary>Another Gateway's table, behind the same socket, that serves the options of another underlying.</summary>
    public (string Symbol, TableGateway Gateway)? Other { get; init; }

    /// <summary>The volatility index.</summary>
    public double Vix { get; set; } = 15;

    /// <summary>Lines that the login has; beyond them a line is refused with 101.</summary>
    public int LinesOfTheLogin { get; init; } = 100;

    public int LinesMax { get; private set; }

    public int MessagesInASecondMax { get; private set; }

    public int Messages { get; private set; }

    /// <summary>How the messages divide, by kind.</summary>
    public Dictionary<string, int> Kinds { get; } = [];

    public CboeTable Table => table;

    private double Spot => table.Spot;

    public int LinesOpen => _lines.Count;

    /// <summary>Open interest requests so far, by contract.</summary>
    public Dictionary<int, int> Visits { get; } = [];

    /// <summary>Some option line.</summary>
    public (int RequestId, int Contract) AnyStream => _lines.Where(line => line.Value >= 0).Select(line => (line.Key, line.Value)).First();

    /// <summary>Option lines without open interest that are open now, by contract.</summary>
    public IEnumerable<int> Streams => _lines.Values.Where(contract => contract >= 0);

    public void Take(Request request)
    {
        Count();
        if (
            Other is { } other
            && SymbolOf(request) is var symbol
            && (symbol == other.Symbol || (symbol.Length == 0 && other.Gateway.Has(request)))
        )
        {
            other.Gateway.Take(request);
            return;
        }
        var kind = request is LineRequest asked
            ? $"line {asked.Contract.SecurityType} {asked.GenericTicks}".TrimEnd()
            : request.GetType().Name;
        Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
        switch (request)
        {
            case OptionParametersRequest parameters when Refusal == 200:
                Refuse(parameters.RequestId);
                break;
            case OptionParametersRequest parameters:
                Later(0.2, () => Answer(parameters));
                break;
            case ContractDetailsRequest details:
                Define(details);
                break;
            case LineRequest { Contract.SecurityType: "OPT" } refused when Refusal != 0:
                Refuse(refused.RequestId);
                break;
            case BarsRequest bars:
                Later(0.5, () => Answer(bars));
                break;
            case LineRequest line:
                Open(line);
                break;
            case CancelLine cancel:
                _lines.Remove(cancel.RequestId);
                break;
        }
    }

    /// <summary>The session is gone, and every answer with it.</summary>
    public void HangUp()
    {
        _lines.Clear();
        _due.Clear();
    }

    /// <summary>Delivers what is due.</summary>
    public void Deliver()
    {
        while (_due.TryPeek(out var answer, out var place) && place.At <= clock.Passed)
        {
            _due.Dequeue();
            answer();
        }
        Other?.Gateway.Deliver();
    }

    /// <summary>The underlying of a request about options; empty for everything else.</summary>
    private static string SymbolOf(Request request) =>
        request switch
        {
            OptionParametersRequest parameters => parameters.Symbol,
            ContractDetailsRequest { Contract.SecurityType: "OPT" } details => details.Contract.Symbol,
            LineRequest { Contract.SecurityType: "OPT" } line => line.Contract.Symbol,
            _ => "",
        };

    private bool Has(Request request) => request is CancelLine cancel && _lines.ContainsKey(cancel.RequestId);

    private void Refuse(int requestId) => Later(0.1, () => core.OnNotice(new Notice(requestId, Refusal, "refused", "", null)));

    private void Define(ContractDetailsRequest details)
    {
        var code = Definition(details.Contract.TradingClass, details.Contract.LastTradeDate);
        if (code > 0)
            Later(0.1, () => core.OnNotice(new Notice(details.RequestId, code, "No security definition has been found", "", null)));
        else if (code == 0)
            Later(0.5, () => Answer(details));
        else if (code == -2)
            Later(0.1, () => core.Requests.Apply(details.RequestId, new RequestEnd(details.RequestId, RequestEndKind.ContractDetails)));
    }

    private void Count()
    {
        Messages++;
        _messages.Enqueue(clock.Passed);
        while (clock.Passed - _messages.Peek() >= TimeSpan.FromSeconds(1))
            _messages.Dequeue();
        MessagesInASecondMax = Math.Max(MessagesInASecondMax, _messages.Count);
    }

    private void Open(LineRequest line)
    {
        var contract = line.Contract.SecurityType == "OPT" ? line.Contract.ConId - FirstConId : -1;
        if (_lines.Count >= LinesOfTheLogin)
        {
            Later(
                0.1,
                () =>
                    core.OnNotice(
                        new Notice(line.RequestId, NoticeTable.LinesExhausted, "Max number of tickers has been reached", "", null)
                    )
            );
            return;
        }
        if (contract >= 0 && line.Contract.LastTradeDate != LastTradeOf(contract))
        {
            Later(0.1, () => core.OnNotice(new Notice(line.RequestId, 478, "Parameters in request conflicts", "", null)));
            return;
        }
        _lines.Add(line.RequestId, contract);
        LinesMax = Math.Max(LinesMax, _lines.Count);
        if (contract < 0)
            ServeIndex(line.RequestId, line.Contract.Symbol);
        else
            ServeOption(line, contract);
    }

    private void Later(double seconds, Action answer) => _due.Enqueue(answer, (clock.Passed + TimeSpan.FromSeconds(seconds), _order++));
}
