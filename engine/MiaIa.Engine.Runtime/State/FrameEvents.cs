using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Ingress;
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

    internal static void Feed(InstrumentEngine instrument, FrameReader frame, UnixNanos receivedAt)
    {
        switch (frame.Body)
        {
            case StudyFrame.BodyOneofCase.Trades:
                Trades(instrument, frame.Trades, receivedAt);
                break;
            case StudyFrame.BodyOneofCase.Depth:
                Depth(instrument, frame.Depth, receivedAt);
                break;
            default:
                Feed(instrument, frame.Message!, receivedAt);
                break;
        }
    }

    private static void Feed(InstrumentEngine instrument, StudyFrame frame, UnixNanos receivedAt)
    {
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
                Heartbeat(instrument, frame.Heartbeat, receivedAt);
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

    private static UnixNanos At(long unixUs) => UnixNanos.Trusted(unixUs * UnixNanos.PerMicro);

    private static void Trades(InstrumentEngine instrument, TradeColumns batch, UnixNanos receivedAt)
    {
        var (time, price, isHistory) = (batch.BaseUnixUs, batch.BasePriceTicks, batch.IsHistory);
        var times = batch.TimeDeltas;
        var prices = batch.PriceDeltas;
        var lots = batch.Lots;
        var sides = batch.Sides;
        var groups = batch.Groups;
        var bids = batch.BidOffsets;
        var asks = batch.AskOffsets;
        for (var i = 0; i < times.Length; i++)
        {
            time += WireColumns.Signed(times[i]);
            price += WireColumns.Signed(prices[i]);
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

    private static void Heartbeat(InstrumentEngine instrument, Heartbeat heartbeat, UnixNanos receivedAt)
    {
        instrument.Keep(heartbeat.Counters, heartbeat.Latency);
        if (heartbeat.MarketUnixUs == 0)
        {
            instrument.Process(MarketEvent.StudyAlive(default, receivedAt));
            return;
        }

        // A heartbeat overtakes frames that still wait in the study's ring. Its market time would then push the core's clock past
        // theirs, and every trade of the backlog would count as of the heartbeat.
        var overtakes = instrument.Publisher is { } publisher && heartbeat.NewestCounter >= publisher.Expected;
        var observedAt = overtakes ? default : At(heartbeat.MarketUnixUs);
        instrument.Process(MarketEvent.Heartbeat(observedAt, receivedAt, heartbeat.ServerState == FeedConnected));
    }

    private static void Depth(InstrumentEngine instrument, DepthColumns depth, UnixNanos receivedAt)
    {
        instrument.Process(MarketEvent.BookChanged(At(depth.ObservedUnixUs), receivedAt, depth.Book, depth.IsHistory));
        instrument.CountDepth(depth.ObservedUnixUs, depth.UnchangedCalls, depth.Book);
    }
}
