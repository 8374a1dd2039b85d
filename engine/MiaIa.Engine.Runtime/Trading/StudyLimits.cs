namespace MiaIa.Engine.Runtime.Trading;

/// <summary>What the study refuses of any command, whatever its engine says; a test holds these to <c>sierra-study/MiaIaOrderRules.h</c>.</summary>
public static class StudyLimits
{
    /// <summary>Ticks from the fill to stop and target, at most.</summary>
    public const int OffsetTicksMax = 400;

    /// <summary>Ticks that the market may have moved, at most.</summary>
    public const int DriftTicksMax = 40;

    /// <summary>Milliseconds that a command may live, at most.</summary>
    public const int TimeToLiveMillisMax = 5_000;
}
