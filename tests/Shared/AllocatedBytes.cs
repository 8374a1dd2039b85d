using System.Runtime;

namespace MiaIa.Tests;

/// <summary>
/// What a thread has allocated so far, for tests that hold a path to none of it. The runtime charges a thread with the unused rest of its
/// allocation context, up to 8 KiB, when a concurrent collection takes the context away, so a collection that an earlier test began
/// looks like an allocation here. Blocking collections account for the rest; tests run with those alone (tests/Directory.Build.props).
/// </summary>
internal static class AllocatedBytes
{
    /// <summary>Bytes that the calling thread has allocated since it began.</summary>
    public static long OfThisThread() =>
        GCSettings.LatencyMode == GCLatencyMode.Batch
            ? GC.GetAllocatedBytesForCurrentThread()
            : throw new InvalidOperationException(
                "Allocations cannot be measured beside concurrent collections: run with System.GC.Concurrent=false"
            );
}
