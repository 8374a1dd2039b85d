using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Work;

/// <summary>Where a test does not look at it.</summary>
internal sealed class NoProgress : IProgress<WorkProgress>
{
    public static readonly NoProgress Instance = new();

    public void Report(WorkProgress value) { }
}
