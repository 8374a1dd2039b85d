namespace MiaIa.Evidence.Sweeps;

/// <summary>Days that nobody ever traded among those that something was tried on: each result says so before any figure.</summary>
internal static class MadeUpDays
{
    internal static string LabelOf(IReadOnlyList<KeptDay> days) => days.Any(day => day.IsMadeUp) ? "SYNTHETIC" : "";
}
