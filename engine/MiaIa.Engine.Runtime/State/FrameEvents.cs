using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Turns sound frames into events of the core, one by one, without an allocation a trade. Everything here relies on
/// <see cref="FrameReader"/>: a frame that breaks a rule never comes this far.
/// </summary>
internal static class FrameEvents
{
    // Sierra's ServerConnectionState of a connected feed.
    private const uint FeedConnected = 2;

    internal static void Feed(EpochState state, FrameReader frame, UnixNanos receivedAt)
    {
        switch (frame.Body)
        {
            case StudyFrame.BodyOneofCase.Trades:
                if (!frame.Trades.IsHistory)
                    Compare(state, frame.Trades.BaseUnixUs, receivedAt);
                Trades(state, frame.Trades, receivedAt);
                break;
            case StudyFrame.BodyOneofCase.Depth:
                Depth(state, frame.Depth, receivedAt);
                break;
            default:
                Feed(state, frame.Message!, receivedAt);
                break;
        }
    }

    /// <summary>
    /// Takes note of a frame that broke a rule. What it said of an order or a fill is lost with it: no entry until Sierra has told its position twice.
    /// </summary>
    internal static void Refuse(EpochState state, StudyFrame.BodyOneofCase body, Refusal refusal, UnixNanos receivedAt)
    {
        state.Instrument.Refused.Add(refusal.Reason);
        state.Instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
        if (
            body
            is StudyFrame.BodyOneofCase.OrderReport
                or StudyFrame.BodyOneofCase.FillReport
                or StudyFrame.BodyOneofCase.PositionReport
                or StudyFrame.BodyOneofCase.OrderSnapshot
        )
        {
            state.Instrument.Process(OrderEvents.PositionRefused(receivedAt, refusal.Text));
        }
    }

    // Trades alone tell: a book or a heartbeat of a quiet market carries the time of the last trade.
    private static void Compare(EpochState state, long observedUnixUs, UnixNanos receivedAt)
    {
        state.Clock.Saw(observedUnixUs, receivedAt);
        Judge(state, receivedAt);
    }

    /// <summary>Tells the core when the stream's clock has come to be off, or is no more.</summary>
    internal static void Judge(EpochState state, UnixNanos receivedAt)
    {
        if (state.IsClockOff != state.Instrument.Core.IsClockOff)
            state.Instrument.Process(MarketEvent.StudyClockJudged(receivedAt, state.IsClockOff));
    }

    private static void Feed(EpochState state, StudyFrame frame, UnixNanos receivedAt)
    {
        var instrument = state.Instrument;
        if (TimeOf(frame) > state.Clock.LatestMicros(receivedAt))
        {
            instrument.Refused.Add(RefusalReason.Misdated);
            instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
            return;
        }

        switch (frame.BodyCase)
        {
            case StudyFrame.BodyOneofCase.BarClose:
                Bar(instrument, frame.BarClose, receivedAt);
                break;
            case StudyFrame.BodyOneofCase.Pattern:
                var pattern = frame.Pattern;
                instrument.Process(
                    MarketEvent.PatternFound(
                        At(pattern.ObservedUnixUs),
                        receivedAt,
                        pattern.Name,
                        (Market.Direction)(byte)pattern.Direction,
                        pattern.Strength,
                        pattern.History
                    )
                );
                break;
            case StudyFrame.BodyOneofCase.StudyValues:
                Values(instrument, frame.StudyValues, receivedAt);
                break;
            case StudyFrame.BodyOneofCase.Heartbeat:
                Heartbeat(state, frame.Heartbeat, receivedAt);
                break;
            // What happened to an order is true whatever its time says: never quarantined.
            case StudyFrame.BodyOneofCase.OrderReport:
                if (!Refuses(state, ForeignReport.WhyOf(state, frame.OrderReport), receivedAt))
                    instrument.Process(Of(frame.OrderReport, receivedAt));
                break;
            case StudyFrame.BodyOneofCase.FillReport:
                if (!Refuses(state, ForeignReport.WhyOf(state, frame.FillReport), receivedAt))
                    instrument.Process(OrderEvents.Filled(receivedAt, OrderReports.Of(frame.FillReport)));
                break;
            case StudyFrame.BodyOneofCase.PositionReport:
                if (!Refuses(state, ForeignReport.WhyOf(state, frame.PositionReport), receivedAt))
                    instrument.Process(OrderEvents.PositionRead(receivedAt, OrderReports.Of(frame.PositionReport)));
                break;
            case StudyFrame.BodyOneofCase.OrderSnapshot:
                // One that mixes accounts is no account's truth: nothing in it is.
                if (!Refuses(state, WhyForeign(state, frame.OrderSnapshot), receivedAt))
                    instrument.Process(OrderEvents.Told(receivedAt, OrderReports.Of(frame.OrderSnapshot)));
                break;
            case StudyFrame.BodyOneofCase.Goodbye:
                instrument.Keep(frame.Goodbye.Counters, frame.Goodbye.Latency);
                instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
                break;
            default:
                instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
                break;
        }
    }

    // A flatten that was told without a name is answered without one: no order is meant, and no command that is waited for.
    private static MarketEvent Of(V1.OrderReport report, UnixNanos receivedAt) =>
        report is { Role: V1.OrderRole.Exit, CommandId.Length: 0, SierraOrderId: 0 }
            ? MarketEvent.StudyAlive(default, receivedAt)
            : OrderEvents.Reported(receivedAt, OrderReports.Of(report));

    private static string? WhyForeign(EpochState state, V1.OrderSnapshot snapshot)
    {
        if (snapshot.Position is { } position && ForeignReport.WhyOf(state, position) is { } ofPosition)
            return ofPosition;
        foreach (var order in snapshot.Order)
        {
            if (ForeignReport.WhyOf(state, order) is { } ofOrder)
                return ofOrder;
        }

        foreach (var fill in snapshot.Fill)
        {
            if (ForeignReport.WhyOf(state, fill) is { } ofFill)
                return ofFill;
        }

        return null;
    }

    private static bool Refuses(EpochState state, string? why, UnixNanos receivedAt)
    {
        if (why is null)
            return false;
        state.Instrument.Refused.Add(RefusalReason.OtherAccount);
        state.Instrument.Process(OrderEvents.PositionRefused(receivedAt, why));
        return true;
    }

    private static UnixNanos At(long unixUs) => UnixNanos.Trusted(unixUs * UnixNanos.PerMicro);

    // A heartbeat says more than its time, and is taken without it.
    private static long TimeOf(StudyFrame frame) =>
        frame.BodyCase switch
        {
            StudyFrame.BodyOneofCase.BarClose => frame.BarClose.StartUnixUs + (frame.BarClose.PeriodSeconds * 1_000_000L),
            StudyFrame.BodyOneofCase.Pattern => frame.Pattern.ObservedUnixUs,
            StudyFrame.BodyOneofCase.StudyValues => frame.StudyValues.ObservedUnixUs,
            _ => 0,
        };

    private static void Trades(EpochState state, TradeColumns batch, UnixNanos receivedAt)
    {
        var instrument = state.Instrument;
        var latest = state.Clock.LatestMicros(receivedAt);
        var (low, high) = state.PlausibleTicks;
        var (time, price, isHistory) = (batch.BaseUnixUs, batch.BasePriceTicks, batch.IsHistory);
        var times = batch.TimeDeltas;
        var prices = batch.PriceDeltas;
        var lots = batch.Lots;
        var sides = batch.Sides;
        var groups = batch.Groups;
        var bids = batch.BidOffsets;
        var asks = batch.AskOffsets;
        state.Prices.Begin(batch);
        for (var i = 0; i < times.Length; i++)
        {
            time += WireColumns.Signed(times[i]);
            price += WireColumns.Signed(prices[i]);
            if (time > latest || price < low || price > high || state.Prices.Refuses(price))
            {
                instrument.Refused.Add(time > latest ? RefusalReason.Misdated : RefusalReason.OffScale);
                continue;
            }

            instrument.Process(
                MarketEvent.Trade(
                    At(time),
                    receivedAt,
                    PriceTicks.Trusted(price),
                    Contracts.Trusted((int)lots[i]),
                    (Market.Aggressor)(byte)sides[i],
                    (Market.PrintGroup)(byte)groups[i],
                    Quote(price, WireColumns.Signed(bids[i])),
                    Quote(price, WireColumns.Signed(asks[i])),
                    isHistory
                )
            );
        }
    }

    private static PriceTicks Quote(int price, int offset) => offset == Limits.NoQuote ? default : PriceTicks.Trusted(price + offset);

    private static void Bar(InstrumentEngine instrument, BarClose bar, UnixNanos receivedAt)
    {
        // A bar is reported when it has closed, so that its end is the earliest moment at which it can be known.
        var end = At(bar.StartUnixUs + (bar.PeriodSeconds * 1_000_000L));
        instrument.Process(MarketEvent.StudyBarClosed(end, receivedAt, bar.History));
    }

    private static void Values(InstrumentEngine instrument, StudyValues values, UnixNanos receivedAt)
    {
        for (var i = 0; i < values.Name.Count; i++)
            instrument.Process(MarketEvent.StudyValueRead(At(values.ObservedUnixUs), receivedAt, values.Name[i], values.Value[i]));
    }

    private static void Heartbeat(EpochState state, Heartbeat heartbeat, UnixNanos receivedAt)
    {
        var instrument = state.Instrument;
        instrument.Keep(heartbeat.Counters, heartbeat.Latency);
        if (heartbeat.MarketUnixUs == 0)
        {
            instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
            return;
        }

        // A heartbeat overtakes frames that are still on their way or are asked for again. Its market time would then push the core's clock
        // past theirs, and every trade of the backlog would count as of the heartbeat. While frames wait in its ring the study tells none.
        var overtakes = instrument.Publisher is { } publisher && heartbeat.NewestCounter >= publisher.Expected;
        var isMisdated = heartbeat.MarketUnixUs > state.Clock.LatestMicros(receivedAt);
        if (isMisdated)
            instrument.Refused.Add(RefusalReason.Misdated);
        var observedAt = overtakes || isMisdated ? default : At(heartbeat.MarketUnixUs);
        instrument.Process(MarketEvent.Heartbeat(observedAt, receivedAt, heartbeat.ServerState == FeedConnected));
    }

    private static void Depth(EpochState state, DepthColumns depth, UnixNanos receivedAt)
    {
        var instrument = state.Instrument;
        var isMisdated = depth.ObservedUnixUs > state.Clock.LatestMicros(receivedAt);
        if (isMisdated || IsOffScale(depth.Book, state))
        {
            instrument.Refused.Add(isMisdated ? RefusalReason.Misdated : RefusalReason.OffScale);
            instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
            return;
        }

        instrument.Process(MarketEvent.BookChanged(At(depth.ObservedUnixUs), receivedAt, depth.Book, depth.IsHistory));
        instrument.CountDepth(depth.ObservedUnixUs, depth.UnchangedCalls, depth.Book);
    }

    // The best alone: bids and asks far from the market rest there for years.
    private static bool IsOffScale(BookSnapshot book, EpochState state)
    {
        var bid = book.Bids.Lots.Length > 0 ? book.BestBid.Price.Value : 0;
        var ask = book.Asks.Lots.Length > 0 ? book.BestAsk.Price.Value : 0;
        var (low, high) = state.PlausibleTicks;
        return bid > high || (ask != 0 && ask < low) || state.Prices.RefusesBook(bid, ask);
    }
}
