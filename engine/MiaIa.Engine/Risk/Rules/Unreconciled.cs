namespace MiaIa.Engine.Risk;

/// <summary>Refuses until the engine's and Sierra's orders and positions agree.</summary>
internal static class Unreconciled
{
    internal static RiskFinding Judge(in RiskCase entry) =>
        new(RiskCode.Reconciling, entry.Moment.IsReconciled, entry.Moment.IsReconciled ? 1 : 0, 1);
}
