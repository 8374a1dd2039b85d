using MiaIa.Engine.Market;
using MiaIa.Engine.Options;

namespace MiaIa.Engine.Runtime.State;

/// <content>The indices that arrived.</content>
public sealed partial class EngineState
{
    /// <summary>The newest print of an index. False when none came.</summary>
    public bool TryGetPrint(IndexSymbol index, out IndexPrint print) => _optionMarket.TryGetPrint(index, out print);

    /// <summary>What the feed last said of an index.</summary>
    public FeedCondition ConditionOf(IndexSymbol index) => _optionMarket.ConditionOf(index);
}
