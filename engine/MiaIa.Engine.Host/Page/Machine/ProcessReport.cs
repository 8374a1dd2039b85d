using System.Diagnostics;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Page.Machine;

/// <summary>What the program takes of the machine.</summary>
internal static class ProcessReport
{
    internal static ProcessUse Now()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessUse
        {
            Id = (uint)process.Id,
            ProcessorSeconds = process.TotalProcessorTime.TotalSeconds,
            WorkingSetBytes = (ulong)process.WorkingSet64,
            HeapBytes = (ulong)GC.GetTotalMemory(forceFullCollection: false),
            Threads = (uint)process.Threads.Count,
            Collections = (uint)GC.CollectionCount(GC.MaxGeneration),
            PauseSeconds = GC.GetTotalPauseDuration().TotalSeconds,
        };
    }
}
