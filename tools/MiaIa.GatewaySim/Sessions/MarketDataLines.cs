using System.Globalization;
using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Setup;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Wire;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Opens and closes market-data lines. Under the Gateway's gate.</summary>
internal sealed class MarketDataLines(GatewayState state, ClientSession session)
{
    private const string Legs = "BAG";
    private const string NotSubscribed =
        "Requested market data is not subscribed. Check API status by selecting the Account menu then under Management choose Market Data Subscription Manager and/or availability of delayed data.";

    private const string LegalTicks =
        "100,101,104,105,106,165,221,225,232,233,236,256,258,292,293,294,295,318,375,411,456,460,577,586,587,588,595,614,619,623";

    private static readonly HashSet<int> Legal = [.. LegalTicks.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    public void Open(ref FieldReader fields)
    {
        fields.Skip("version");
        var requestId = fields.Int("request id");
        var query = ContractQuery.Read(ref fields);
        var hasNeutralLeg = query.SecurityType != Legs && fields.Flag("delta-neutral leg");
        var generic = hasNeutralLeg ? "" : fields.Text("generic ticks");
        var isSnapshot = !hasNeutralLeg && fields.Flag("snapshot");
        if (!fields.IsWhole)
            return;
        if (query.SecurityType == Legs || hasNeutralLeg)
            Invalid(requestId, "combinations are not served by this simulator");
        else
            Open(requestId, query, generic, isSnapshot);
    }

    public void Close(ref FieldReader fields)
    {
        fields.Skip("version");
        var requestId = fields.Int("request id");
        if (fields.IsWhole && !state.Lines.Remove(session, requestId))
            session.Refuse(requestId, 300, $"Can't find EId with tickerId:{requestId}");
    }

    private void Open(int requestId, ContractQuery query, string generic, bool isSnapshot)
    {
        if (state.Lines.Has(session, requestId))
        {
            session.Refuse(requestId, 102, "Duplicate ticker id");
            return;
        }
        if (isSnapshot && generic.Length > 0)
        {
            Invalid(requestId, "Snapshot market data subscription is not applicable to generic ticks");
            return;
        }
        if (Numbers(generic) is not { } ticks)
        {
            Invalid(requestId, $"Incorrect generic tick list of {generic}.  Legal ones for ({query.SecurityType}) are: {LegalTicks}.");
            return;
        }
        if (Single(requestId, query) is not { } item || IsRefused(requestId, query, item))
            return;
        if (state.Lines.IsFull)
        {
            LogMessages.LinesExhausted(state.Log, session.ClientId, requestId);
            session.Refuse(requestId, NoticeTable.LinesExhausted, "Max number of tickers has been reached");
            return;
        }
        if (Permitted(requestId, item) is not { } granted)
            return;
        Begin(new Line(session, requestId, item, new LineOrder(ticks, isSnapshot, granted.Type, granted.HasGreeks, state.Now)));
    }

    private Listed? Single(int requestId, ContractQuery query)
    {
        var found = state.Market.Book.Find(query).Take(2).ToArray();
        if (found.Length == 1)
            return found[0];
        session.Refuse(
            requestId,
            200,
            found.Length == 0
                ? "No security definition has been found for the request"
                : "The contract description specified for " + query.Symbol + " is ambiguous."
        );
        return null;
    }

    private bool IsRefused(int requestId, ContractQuery query, Listed item)
    {
        var lastTradeDate = item.Contract.LastTradeDate;
        // The number is believed, and what contradicts it is not.
        if (query.ConId != 0 && query.Expiry.Length == 8 && query.Expiry != lastTradeDate)
        {
            session.Refuse(
                requestId,
                478,
                $"Parameters in request conflicts with contract parameters received by contract id: requested expiry {query.Expiry}, in contract {lastTradeDate}"
            );
            return true;
        }

        if (item.Kind != InstrumentKind.Option || state.Faults.RefusalCode == 0 || state.Faults.RefusedExpiry.Length > 0)
            return false;
        session.Refuse(requestId, state.Faults.RefusalCode, "No security definition has been found for the request");
        return true;
    }

    private (LineType Type, bool HasGreeks)? Permitted(int requestId, Listed item)
    {
        var wanted = session.LineType;
        var isDelayedWanted = wanted is LineType.Delayed or LineType.DelayedFrozen;
        var place = $"{item.Name} {item.LongName}/TOP/ALL";
        switch (state.PermissionOf(item))
        {
            case FeedPermission.DelayedOnly when isDelayedWanted:
                session.Refuse(requestId, 10167, "Requested market data is not subscribed. Displaying delayed market data.");
                return (wanted, true);
            case FeedPermission.DelayedOnly:
                session.Refuse(requestId, 354, $"{NotSubscribed}Delayed market data is available.{place}");
                return null;
            case FeedPermission.DelayedInstead:
                session.Refuse(
                    requestId,
                    10089,
                    "Requested market data requires additional subscription for API. See link in 'Market Data Connections' dialog for more details."
                        + $"Delayed market data is available.{place}"
                );
                return (LineType.Delayed, true);
            case FeedPermission.NoGreeks:
                session.Refuse(
                    requestId,
                    10090,
                    $"Part of requested market data is not subscribed. Subscription-independent ticks are still active.{place}"
                );
                return (LineType.Live, false);
            case FeedPermission.None:
                session.Refuse(
                    requestId,
                    isDelayedWanted ? 10186 : 354,
                    isDelayedWanted ? "Requested market data is not subscribed. Delayed market data is not enabled" : NotSubscribed + place
                );
                return null;
            default:
                return (wanted is LineType.Frozen or LineType.DelayedFrozen ? LineType.Frozen : LineType.Live, true);
        }
    }

    private void Begin(Line line)
    {
        var now = state.Now;
        line.ModelDue = now + state.Options.ModelDelay;
        line.OpenInterestDue = now + state.Options.OpenInterestDelay;
        state.Lines.Add(line);
        if (line.Order.Type != LineType.Live || session.LineType != LineType.Live)
            session.Answers.Write(new LineTypeChange(line.RequestId, line.Order.Type));
        session.Answers.Write(ParametersOf(line));
        state.Answer(line);
        if (line.Order.IsSnapshot)
            state.Scheduler.Add(now + state.Options.SnapshotLength, () => EndSnapshot(line));
    }

    private static LineParameters ParametersOf(Line line) =>
        line.Item.Kind == InstrumentKind.Index
            ? new LineParameters(line.RequestId, line.Item.MinTick, "a60001", 3)
            : new LineParameters(line.RequestId, line.Item.MinTick, "9c0001", 4);

    private void EndSnapshot(Line line)
    {
        if (!state.Lines.All.Contains(line))
            return;
        state.Lines.Remove(session, line.RequestId);
        session.Ticks.Write(new RequestEnd(line.RequestId, RequestEndKind.Snapshot));
        session.SendTicks();
    }

    private void Invalid(int requestId, string cause) =>
        session.Refuse(requestId, 321, $"Error validating request.-'bS' : cause - {cause}");

    private static HashSet<int>? Numbers(string list)
    {
        var numbers = new HashSet<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Legal.Contains(number))
                return null;
            numbers.Add(number);
        }
        return numbers;
    }
}
