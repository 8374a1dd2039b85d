using Google.Protobuf.Collections;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>
/// Turns sound option inputs into events of the cores. Relies on <see cref="OptionRules"/>. What the events carry is owned here and
/// filled again with the next input.
/// </summary>
internal sealed class OptionInputEvents
{
    private readonly ChainChanges _changes = new();
    private readonly IndexPrint _print = new();
    private readonly FeedChange _feed = new();

    /// <summary>The event that an input makes; valid until the next call.</summary>
    internal MarketEvent Of(OptionInput input, UnixNanos receivedAt) =>
        input.BodyCase switch
        {
            OptionInput.BodyOneofCase.Listed => OptionEvents.Listed(receivedAt, Chain(input.Listed)),
            OptionInput.BodyOneofCase.Update => OptionEvents.Updated(receivedAt, Changes(input.Update)),
            OptionInput.BodyOneofCase.Print => OptionEvents.Printed(receivedAt, Print(input.Print)),
            OptionInput.BodyOneofCase.Status => OptionEvents.FeedChanged(receivedAt, Feed(input.Status)),
            OptionInput.BodyOneofCase.PutCallHistory => OptionEvents.HistoryTold(receivedAt, Days(input.PutCallHistory)),
            _ => throw new ArgumentException($"an option input without a body that is known: {input.BodyCase}", nameof(input)),
        };

    private static ListedChain Chain(OptionChainListed listed) =>
        new(
            (IndexSymbol)(byte)listed.Underlying,
            (ChainSource)(byte)listed.Source,
            listed.VolatilityFreshSeconds == 0 ? ListedChain.LiveFreshNanos : listed.VolatilityFreshSeconds * UnixNanos.PerSecond,
            [.. listed.Expiry.Select(Expiry)]
        );

    private static OptionListing Expiry(ListedExpiry expiry)
    {
        var date = OptionRules.DateOf(expiry.Date) ?? default;
        var strikes = new double[expiry.StrikeStepMilli.Count];
        long milli = 0;
        for (var i = 0; i < strikes.Length; i++)
        {
            milli += expiry.StrikeStepMilli[i];
            strikes[i] = milli / 1000.0;
        }

        return new OptionListing(expiry.Root, date, OptionSettlement.From(expiry.Root, date), strikes, (int)expiry.RefusedRows);
    }

    private static PutCallDays Days(PutCallHistory history)
    {
        var days = new PutCallDays((IndexSymbol)(byte)history.Underlying, history.Day.Count);
        for (var d = 0; d < history.Day.Count; d++)
        {
            for (var i = 0; i < history.Day[d].Minute.Count; i++)
                days[d, (int)history.Day[d].Minute[i]] = history.Day[d].LogRatio[i];
        }

        return days;
    }

    private static UnixNanos At(long unixUs) => UnixNanos.Trusted(unixUs * UnixNanos.PerMicro);

    private static UnixNanos At(OptionChainUpdate update, RepeatedField<long> offsets, int i) =>
        At(update.BaseUnixUs + (offsets.Count == 0 ? 0 : offsets[i]));

    private ChainChanges Changes(OptionChainUpdate update)
    {
        _changes.Begin((IndexSymbol)(byte)update.Underlying);
        for (var i = 0; i < (update.Quotes?.Contract.Count ?? 0); i++)
        {
            var quotes = update.Quotes!;
            var spot = quotes.TableSpot > 0 ? quotes.TableSpot : double.NaN;
            _changes.Add(new QuoteChange((int)quotes.Contract[i], quotes.Bid[i], quotes.Ask[i], At(update, quotes.TimeOffsetUs, i), spot));
        }

        for (var i = 0; i < (update.Volatilities?.Contract.Count ?? 0); i++)
        {
            var volatilities = update.Volatilities!;
            _changes.Add(
                new VolatilityChange((int)volatilities.Contract[i], volatilities.Annual[i], At(update, volatilities.TimeOffsetUs, i))
            );
        }

        for (var i = 0; i < (update.OpenInterest?.Contract.Count ?? 0); i++)
            _changes.AddOpenInterest(Lots(update, update.OpenInterest!, i));

        for (var i = 0; i < (update.Volume?.Contract.Count ?? 0); i++)
            _changes.AddVolume(Lots(update, update.Volume!, i));

        return _changes;
    }

    private static LotsChange Lots(OptionChainUpdate update, OptionLots column, int i) =>
        new((int)column.Contract[i], (int)column.Lots[i], At(update, column.TimeOffsetUs, i));

    private IndexPrint Print(UnderlyingPrint print)
    {
        _print.Index = (IndexSymbol)(byte)print.Underlying;
        _print.Source = (ChainSource)(byte)print.Source;
        _print.Points = print.Points;
        _print.At = At(print.ObservedUnixUs);
        return _print;
    }

    private FeedChange Feed(OptionFeedStatus status)
    {
        _feed.Index = (IndexSymbol)(byte)status.Underlying;
        _feed.Condition = (FeedCondition)(byte)status.Condition;
        return _feed;
    }
}
