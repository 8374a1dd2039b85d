using MiaIa.Evidence.Shards;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>Keeps what is told.</summary>
internal sealed class KeptProgress : IProgress<CarryProgress>
{
    public List<CarryProgress> Told { get; } = [];

    public void Report(CarryProgress value)
    {
        lock (Told)
            Told.Add(value);
    }
}
