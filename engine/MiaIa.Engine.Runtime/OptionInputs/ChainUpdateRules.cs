using Google.Protobuf.Collections;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.OptionInputs;

/// <summary>Every rule of OptionChainUpdate.</summary>
internal static class ChainUpdateRules
{
    private const int ColumnMax = Engine.Options.ChainChanges.ColumnMax;
    private const double PointsMax = 1_000_000;
    private const double VolatilityMax = 100;
    private const uint LotsMax = 100_000_000;
    private const long OffsetUsMax = 7 * 86_400_000_000;

    internal static Refusal? FirstBroken(OptionChainUpdate update, ListedChains listed) =>
        OptionRules.Chain("update.underlying", update.Underlying)
        ?? Listing(update.Listing, listed.ListingOf(update.Underlying))
        ?? Field.Time("update.base_unix_us", update.BaseUnixUs)
        ?? Quotes(update, listed.ContractsOf(update.Underlying))
        ?? Volatilities(update, listed.ContractsOf(update.Underlying))
        ?? Lots("update.open_interest", update.OpenInterest, listed.ContractsOf(update.Underlying), update.BaseUnixUs)
        ?? Lots("update.volume", update.Volume, listed.ContractsOf(update.Underlying), update.BaseUnixUs);

    private static Refusal? Listing(ulong listing, ulong inForce) =>
        listing != 0 && listing == inForce
            ? null
            : Refusal.From(RefusalReason.UnknownContract, "update.listing", listing, $"{inForce}, the listing in force (0 = none)");

    private static Refusal? Quotes(OptionChainUpdate update, uint contracts)
    {
        if (update.Quotes is not { } quotes)
            return null;

        const string field = "update.quotes";
        return Column(field, quotes.Contract, quotes.TimeOffsetUs, contracts, update.BaseUnixUs)
            ?? SameLength(field, ".bid", quotes.Bid.Count, quotes.Contract.Count)
            ?? SameLength(field, ".ask", quotes.Ask.Count, quotes.Contract.Count)
            ?? Numbers(field + ".bid", quotes.Bid, PointsMax, RefusalReason.BadPrice, "0 to 1000000")
            ?? Numbers(field + ".ask", quotes.Ask, PointsMax, RefusalReason.BadPrice, "0 to 1000000")
            ?? TableSpot(field + ".table_spot", quotes.TableSpot);
    }

    private static Refusal? TableSpot(string field, double points)
    {
        if (!double.IsFinite(points))
            return Refusal.From(RefusalReason.NotFinite, field, points, "finite");

        return points is >= 0 and <= PointsMax ? null : Refusal.From(RefusalReason.BadPrice, field, points, "0 to 1000000");
    }

    private static Refusal? Volatilities(OptionChainUpdate update, uint contracts)
    {
        if (update.Volatilities is not { } volatilities)
            return null;

        const string field = "update.volatilities";
        return Column(field, volatilities.Contract, volatilities.TimeOffsetUs, contracts, update.BaseUnixUs)
            ?? SameLength(field, ".annual", volatilities.Annual.Count, volatilities.Contract.Count)
            ?? Numbers(field + ".annual", volatilities.Annual, VolatilityMax, RefusalReason.OutOfRange, "0 to 100");
    }

    private static Refusal? Lots(string field, OptionLots? column, uint contracts, long baseUs)
    {
        if (column is null)
            return null;

        var broken =
            Column(field, column.Contract, column.TimeOffsetUs, contracts, baseUs)
            ?? SameLength(field, ".lots", column.Lots.Count, column.Contract.Count);
        for (var i = 0; broken is null && i < column.Lots.Count; i++)
        {
            broken =
                column.Lots[i] <= LotsMax
                    ? null
                    : Refusal.At(RefusalReason.BadVolume, field + ".lots", i, column.Lots[i], "0 to 100000000");
        }

        return broken;
    }

    /// <summary>What every column has: its contracts and their times.</summary>
    private static Refusal? Column(string field, RepeatedField<uint> contract, RepeatedField<long> offsets, uint contracts, long baseUs)
    {
        if (contract.Count is < 1 or > ColumnMax)
            return Refusal.From(RefusalReason.BadCount, field + ".contract.length", contract.Count, "1 to 8192");

        if (offsets.Count != 0 && SameLength(field, ".time_offset_us", offsets.Count, contract.Count) is { } unequal)
            return unequal;

        for (var i = 0; i < contract.Count; i++)
        {
            if (contract[i] >= contracts)
            {
                return Refusal.At(
                    RefusalReason.UnknownContract,
                    field + ".contract",
                    i,
                    contract[i],
                    $"below {contracts}, the contracts listed"
                );
            }
        }

        for (var i = 0; i < offsets.Count; i++)
        {
            // The sum cannot overflow: both terms are bounded.
            if (offsets[i] is < -OffsetUsMax or > OffsetUsMax || baseUs + offsets[i] is < Limits.UnixUsMin or >= Limits.UnixUsMax)
            {
                return Refusal.At(
                    RefusalReason.BadTime,
                    field + ".time_offset_us",
                    i,
                    offsets[i],
                    "within a week of the base and end between 2000 and 2100"
                );
            }
        }

        return null;
    }

    // Names are put together only to refuse.
    private static Refusal? SameLength(string field, string column, int length, int contracts) =>
        length == contracts ? null : Field.SameLength(field + column, length, contracts, field + ".contract");

    private static Refusal? Numbers(string field, RepeatedField<double> column, double max, RefusalReason reason, string allowed)
    {
        for (var i = 0; i < column.Count; i++)
        {
            if (!double.IsFinite(column[i]))
                return Refusal.At(RefusalReason.NotFinite, field, i, column[i], "finite");

            if (column[i] < 0 || column[i] > max)
                return Refusal.At(reason, field, i, column[i], allowed);
        }

        return null;
    }
}
