using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Switches;

/// <summary>What a study hears of halt, flatten and resume. Texts are bounded before they are kept or told.</summary>
internal static class SwitchFrames
{
    internal static HaltRequest Bounded(HaltRequest halt) =>
        new() { By = TradingControlText.Clean(halt.By), Reason = TradingControlText.Clean(halt.Reason) };

    internal static FlattenRequest Bounded(FlattenRequest flatten) =>
        new() { By = TradingControlText.Clean(flatten.By), Reason = TradingControlText.Clean(flatten.Reason) };

    internal static EngineFrame Of(HaltRequest halt) =>
        new()
        {
            Halt = new Halt { Reason = halt.Reason, By = halt.By },
        };

    /// <summary>Still without an id: that is of each study's own instrument.</summary>
    internal static EngineFrame Of(FlattenRequest flatten) =>
        new()
        {
            Flatten = new Flatten { Reason = flatten.Reason, By = flatten.By },
        };

    /// <summary>The trader pressed the button of a study.</summary>
    internal static EngineFrame Of(StudySwitch pressed, string instrument) =>
        pressed.Flatten
            ? Of(Bounded(new FlattenRequest { By = ByStudyOf(instrument), Reason = pressed.Reason }))
            : Of(Bounded(new HaltRequest { By = ByStudyOf(instrument), Reason = pressed.Reason }));

    internal static string ByStudyOf(string instrument) => $"study of {instrument}";

    internal static EngineFrame Resumed(string by) => new() { Resume = new Resume { By = by } };
}
