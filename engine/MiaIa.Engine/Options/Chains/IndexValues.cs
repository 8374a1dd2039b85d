using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>The newest value of each index, with its time, source and feed.</summary>
internal sealed class IndexValues
{
    /// <summary>A volatility index is stale after 15 minutes, and so is what else is compared with quotes.</summary>
    internal const long FreshNanos = 15 * UnixNanos.PerMinute;

    private readonly Slot[] _slots = new Slot[(int)IndexSymbol.Vxn + 1];

    /// <summary>Takes a print; false when it is older than the one before, which stands then.</summary>
    internal bool Apply(IndexPrint print)
    {
        ref var slot = ref _slots[(int)print.Index];
        if (print.At < slot.At && print.Source == slot.Source)
            return false;
        slot.Points = print.Points;
        slot.At = print.At;
        slot.Source = print.Source;
        return true;
    }

    internal void Set(IndexSymbol index, FeedCondition condition) => _slots[(int)index].Condition = condition;

    internal double PointsOf(IndexSymbol index) => _slots[(int)index].Points;

    internal UnixNanos AtOf(IndexSymbol index) => _slots[(int)index].At;

    internal FeedCondition ConditionOf(IndexSymbol index) => _slots[(int)index].Condition;

    internal ChainSource SourceOf(IndexSymbol index) => _slots[(int)index].Source;

    /// <summary>Whether the newest value is near market time and its feed is up as far as anybody said.</summary>
    internal bool IsFresh(IndexSymbol index, UnixNanos now)
    {
        ref readonly var slot = ref _slots[(int)index];
        return slot.At.Value != 0 && Math.Abs(now - slot.At) <= FreshNanos && slot.Condition is FeedCondition.Unknown or FeedCondition.Up;
    }

    private struct Slot
    {
        internal double Points;
        internal UnixNanos At;
        internal ChainSource Source;
        internal FeedCondition Condition;
    }
}
