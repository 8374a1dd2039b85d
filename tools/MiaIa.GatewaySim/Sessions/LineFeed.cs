using System.Globalization;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Setup;
using MiaIa.GatewaySim.Wire;
using MiaIa.Ibkr.Messages;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>Writes what a line has to show since it was written last. Under the Gateway's gate.</summary>
internal sealed class LineFeed(SimulatedMarket market, SimulatedGatewayOptions options)
{
    private const int Volumes = 100,
        OpenInterests = 101,
        Historical = 104,
        Implied = 106;
    private static readonly TimeSpan DelayOfDelayed = TimeSpan.FromMinutes(15);

    /// <summary>Writes; gives how many messages.</summary>
    public int Write(MessageWriter writer, Line line, in Moment live, FaultState faults)
    {
        var now = line.IsDelayed ? Delayed(live) : live;
        var output = new LineOutput(writer, line);
        var quote = Faulty(market.QuoteOf(line.Item, now), line.Item, faults);
        var isNewBeat = live.Beat != line.SentBeat;
        if (line.SentBeat < 0)
            First(output, line, now);
        Prices(output, quote, line.Sent, isNewBeat, line.Item.Kind);
        Stamp(output, line, quote, now, isNewBeat);
        if (isNewBeat && line.SentBeat < 0)
            Generic(output, line, now);
        (line.Sent, line.SentBeat) = (quote, live.Beat);
        if (line.Item.Kind == InstrumentKind.Option && !IsWithheld(line.Item))
            OptionRows(output, line, quote, live, now, faults.ModelExtraDelay);
        return output.Count;
    }

    private static Quote Faulty(in Quote quote, Listed item, FaultState faults) =>
        (item.Kind, item.Symbol) switch
        {
            (InstrumentKind.Index, "VIX") when faults.Vix is { } vix => quote with { Last = vix },
            (InstrumentKind.Index, "SPX") when faults.IsWithoutLast => quote with { Last = null },
            _ => quote,
        };

    /// <summary>The market data's own time: of an index each second in which it is told, of what trades each second, too.</summary>
    private static void Stamp(LineOutput output, Line line, in Quote quote, in Moment now, bool isNewBeat)
    {
        // What trades has told its time with the first values.
        var isTold = line.SentBeat < 0 && line.Item.Kind != InstrumentKind.Index;
        if (isNewBeat && !isTold && line.Item.Kind != InstrumentKind.Option && quote.Last is not null)
            output.Text(TickType.LastTimestamp, Seconds(now));
    }

    private static string Seconds(in Moment now) =>
        (now.Time.Value / Engine.Market.UnixNanos.PerSecond).ToString(CultureInfo.InvariantCulture);

    private Moment Delayed(in Moment live)
    {
        var elapsed = live.Elapsed - DelayOfDelayed;
        return market.At(elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed);
    }

    private bool IsWithheld(Listed item) =>
        options.WithheldShare > 0 && SyntheticChain.Share(item.Contract.ConId, 17, 3) < options.WithheldShare;

    private static void First(LineOutput output, Line line, in Moment now)
    {
        if (line.Item.Kind == InstrumentKind.Index)
            return;
        output.Text(TickType.LastTimestamp, Seconds(now));
        output.Generic(TickType.Halted, 0);
    }

    private static void Prices(LineOutput output, in Quote now, in Quote sent, bool isNewBeat, InstrumentKind kind)
    {
        if (kind != InstrumentKind.Index)
        {
            output.Side(TickType.Bid, TickType.BidSize, (now.Bid, now.BidSize), (sent.Bid, sent.BidSize), isNewBeat);
            output.Side(TickType.Ask, TickType.AskSize, (now.Ask, now.AskSize), (sent.Ask, sent.AskSize), isNewBeat);
        }
        // An index that stands still is told every second, as the real one practically is.
        if (now.Last is not null && (now.Last != sent.Last || (isNewBeat && kind == InstrumentKind.Index)))
            output.Price(TickType.Last, now.Last, now.LastSize);
        if (now.Volume is not null && now.Volume != sent.Volume)
            output.Size(TickType.Volume, now.Volume);
        if (now.High is not null && now.High != sent.High)
            output.Price(TickType.High, now.High, null);
        if (now.Low is not null && now.Low != sent.Low)
            output.Price(TickType.Low, now.Low, null);
        if (now.Close is not null && now.Close != sent.Close)
            output.Price(TickType.Close, now.Close, null);
    }

    private void Generic(LineOutput output, Line line, in Moment now)
    {
        var item = line.Item;
        var hasSums = item.Symbol == "QQQ" || (options.IndexCarriesSums && item.Symbol == "SPX");
        if (item.Kind is InstrumentKind.Stock or InstrumentKind.Index && hasSums)
        {
            if (line.Order.Generic.Contains(OpenInterests))
                output.Sums(TickType.CallOpenInterest, market.Sums(item.Symbol, false, now));
            if (line.Order.Generic.Contains(Volumes))
                output.Sums(TickType.CallVolume, market.Sums(item.Symbol, true, now));
        }
        var isVolatile = item.Kind is InstrumentKind.Stock || item.Symbol == "SPX";
        if (isVolatile && item.Kind != InstrumentKind.Option)
        {
            var implied = market.LevelOf(item.Kind == InstrumentKind.Stock ? "VXN" : "VIX", now) / 100;
            if (line.Order.Generic.Contains(Implied))
                output.Generic(TickType.ImpliedVolatility, implied);
            if (line.Order.Generic.Contains(Historical))
                output.Generic(TickType.HistoricalVolatility, implied * 0.9);
        }
    }

    private void OptionRows(LineOutput output, Line line, in Quote quote, in Moment live, in Moment now, TimeSpan modelExtraDelay)
    {
        var terms = line.Item.Option!;
        if (live.Elapsed >= line.OpenInterestDue)
        {
            if (line.Order.Generic.Contains(OpenInterests) && terms.OpenInterestLots >= 0)
                output.Sides(TickType.CallOpenInterest, terms.OpenInterestLots, terms.IsCall);
            if (line.Order.Generic.Contains(Volumes) && SimulatedMarket.Traded(terms, now) is { } traded)
                output.Sides(TickType.CallVolume, traded, terms.IsCall);
            line.OpenInterestDue = live.Elapsed + options.OpenInterestInterval;
        }
        if (!line.Order.HasGreeks || live.Elapsed < line.ModelDue + modelExtraDelay)
            return;
        line.ModelDue = live.Elapsed + options.ModelInterval;
        if (market.ValueOf(line.Item, now) is not { } model)
            return;
        var level = market.LevelOf(line.Item.Symbol, now);
        if (quote.Bid is { } bid)
            output.Row(TickType.BidOption, bid, market.ImpliedBy(bid, line.Item, now), level);
        if (quote.Ask is { } ask)
            output.Row(TickType.AskOption, ask, market.ImpliedBy(ask, line.Item, now), level);
        output.Row(TickType.ModelOption, model.Price, model, level);
        if (line.Order.Generic.Contains(Implied))
            output.Generic(TickType.ImpliedVolatility, model.Volatility);
    }
}
