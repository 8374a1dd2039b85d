using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>What a study hears of halt, flatten and resume. Texts are bounded before they are kept or told.</summary>
internal static class SwitchFrames
{
    internal static HaltRequest Bounded(HaltRequest halt) =>
        new() { By = TradingControlText.Clean(halt.By), Reason = TradingControlText.Clean(halt.Reason) };

    internal static FlattenRequest Bounded(FlattenRequest flatten) =>
        new() { By = TradingControlText.Clean(flatten.By), Reason = TradingControlText.Clean(flatten.Reason) };

    internal static Func<EngineFrame> Of(HaltRequest halt) =>
        () =>
            new EngineFrame
            {
                Halt = new Halt { Reason = halt.Reason, By = halt.By },
            };

    /// <summary>Without an id: the core's own flatten follows with one, and an exit under any other name would not be taken for ours.</summary>
    internal static Func<EngineFrame> Of(FlattenRequest flatten) =>
        () =>
            new EngineFrame
            {
                Flatten = new Flatten { Reason = flatten.Reason, By = flatten.By },
            };

    internal static Func<EngineFrame> Resumed(string by) => () => new EngineFrame { Resume = new Resume { By = by } };
}
