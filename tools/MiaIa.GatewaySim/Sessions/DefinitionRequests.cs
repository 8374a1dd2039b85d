using MiaIa.Engine.Options;
using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Wire;
using NodaTime;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Serves contract details, option parameters and bars. Under the Gateway's gate.</summary>
internal sealed class DefinitionRequests(GatewayState state, ClientSession session)
{
    private const string HistoryFault = "Historical Market Data Service error message:";
    private const string NoDefinition = "No security definition has been found for the request";
    private static readonly TimeSpan SameBarsAgain = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, TimeSpan> _asked = [];

    private LocalDate Today => NewYorkTime.From(state.Market.At(state.Now).Time).Date;

    public void Contracts(ref FieldReader fields)
    {
        fields.Skip("version");
        var requestId = fields.Int("request id");
        var query = ContractQuery.Read(ref fields);
        if (!fields.IsWhole || IsDown(requestId))
            return;
        if (query.SecurityType == "OPT" && IsRefused(query))
        {
            session.Refuse(requestId, state.Faults.RefusalCode, NoDefinition);
            return;
        }

        if (state.Options.DetailsDelay <= TimeSpan.Zero)
            Answer(session.Answers, requestId, query);
        else
            state.Scheduler.Add(state.Now + state.Options.DetailsDelay, () => AnswerLater(requestId, query));
    }

    public void Options(ref FieldReader fields)
    {
        var requestId = fields.Int("request id");
        var symbol = fields.Text("symbol");
        fields.Skip("futures' option exchange");
        fields.Skip("security type");
        var conId = fields.IntOrUnset("contract id") ?? 0;
        if (!fields.IsWhole || IsDown(requestId))
            return;
        if (state.Market.Book.ById(conId) is not { } underlying || underlying.Symbol != symbol)
        {
            session.Refuse(requestId, 200, NoDefinition);
            return;
        }
        foreach (var byClass in state.Market.Book.OptionsOn(symbol).GroupBy(item => item.Contract.TradingClass))
        {
            string[] expiries = [.. byClass.Select(item => item.Contract.LastTradeDate).Distinct().Order(StringComparer.Ordinal)];
            decimal[] strikes = [.. byClass.Select(item => item.Contract.Strike).Distinct().Order()];
            foreach (var exchange in byClass.First().Exchanges)
                session.Answers.Write(new OptionParameters(requestId, exchange, conId, byClass.Key, "100", expiries, strikes));
        }
        session.Answers.Write(new RequestEnd(requestId, RequestEndKind.OptionParameters));
    }

    public void Bars(ref FieldReader fields)
    {
        var requestId = fields.Int("request id");
        var query = ContractQuery.Read(ref fields);
        fields.Skip("expired too");
        var end = fields.Text("end");
        var size = fields.Text("bar size");
        var duration = fields.Text("duration");
        fields.Skip("regular hours");
        var what = fields.Text("what");
        if (!fields.IsWhole)
            return;
        var problem = BarsProblem(query, size, what, $"{query}{end}{size}{duration}{what}");
        if (problem is null && TrySpan(end, duration, out var first, out var last))
        {
            var history = query.Symbol == "VIX" || query.ConId == KnownContracts.Vix ? state.Setup.VixHistory : state.Setup.VxnHistory;
            var bars = history.Bars(first, last);
            session.Answers.Write(new Bars(requestId, bars), new BarsEnd(requestId, Stamp(first), Stamp(last)));
            return;
        }
        session.Refuse(requestId, 162, HistoryFault + (problem ?? $"Invalid time length or end: \"{duration}\", \"{end}\""));
    }

    public void CancelBars(ref FieldReader fields)
    {
        fields.Skip("version");
        var requestId = fields.Int("request id");
        if (fields.IsWhole)
            session.Refuse(requestId, 366, $"No historical data query found for ticker id:{requestId}");
    }

    /// <summary>A Gateway without its definitions refuses what exists.</summary>
    private bool IsDown(int requestId)
    {
        if (!state.Faults.IsDefinitionsDown)
            return false;
        if (!state.Faults.AreDefinitionsSilent)
            session.Refuse(requestId, 200, NoDefinition);
        return true;
    }

    private bool IsRefused(ContractQuery query) =>
        state.Faults.RefusalCode != 0
        && (state.Faults.RefusedExpiry.Length == 0 || state.Faults.RefusedExpiry == $"{query.TradingClass} {query.Expiry}");

    private void AnswerLater(int requestId, ContractQuery query)
    {
        Answer(session.Ticks, requestId, query);
        session.SendTicks();
    }

    private void Answer(MessageWriter writer, int requestId, ContractQuery query)
    {
        var today = Today;
        var count = 0;
        foreach (var item in state.Market.Book.Find(query))
        {
            writer.Write(ContractCard.From(item, requestId, query, today, state.Options.IsEastOfNewYork));
            count++;
        }
        if (count > 0)
        {
            writer.Write(new RequestEnd(requestId, RequestEndKind.ContractDetails));
            return;
        }
        state.Statistics.OnError(200);
        writer.Write(new Notice(requestId, 200, NoDefinition, "", null));
    }

    /// <summary>What keeps bars from being served: only VIX and VXN have a history here, and only by days.</summary>
    private string? BarsProblem(ContractQuery query, string size, string what, string key)
    {
        var found = state.Market.Book.Find(query).Take(2).ToArray();
        if (state.Faults.IsHistoryDown)
            return "HMDS connection is broken";
        if (found.Length != 1 || found[0].Symbol is not ("VIX" or "VXN"))
            return $"HMDS query returned no data: {query.Symbol} {query.SecurityType} {what}";
        if (size != "1 day" || what != "TRADES")
            return $"No historical market data for {query.Symbol}@CBOE {what} {size}: this simulator holds days only";
        var now = state.Now;
        var isTooSoon = _asked.TryGetValue(key, out var before) && now - before < SameBarsAgain;
        if (!isTooSoon)
            _asked[key] = now;
        return isTooSoon ? "API historical data query pacing violation: the same query within 15 s" : null;
    }

    private bool TrySpan(string end, string duration, out LocalDate first, out LocalDate last)
    {
        last = Today;
        first = default;
        if (end.Length >= 8)
        {
            var day = NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(end[..8]);
            if (!day.Success)
                return false;
            last = day.Value;
        }
        var parts = duration.Split(' ');
        if (parts.Length != 2 || !int.TryParse(parts[0], out var count) || count is < 1 or > 10_000)
            return false;
        var back = parts[1] switch
        {
            "D" => Period.FromDays((int)Math.Ceiling(count * 1.45)), // trading days
            "W" => Period.FromWeeks(count),
            "M" => Period.FromMonths(count),
            "Y" => Period.FromYears(Math.Min(count, 100)),
            _ => null,
        };
        if (back is null)
            return false;
        first = last - back;
        return true;
    }

    private static string Stamp(LocalDate day) => $"{KnownContracts.Text(day)}  00:00:00";
}
