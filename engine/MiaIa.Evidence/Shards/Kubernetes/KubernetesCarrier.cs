using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Shards.Kubernetes;

/// <summary>
/// Writes what Kubernetes needs to carry a plan, and tells what is done of it so far. It talks to no cluster: applying the manifest is the user's,
/// with his own rights, and a start after it gathers.
/// </summary>
/// <param name="options">How it is put before Kubernetes.</param>
/// <param name="time">The clock of the progress.</param>
public sealed class KubernetesCarrier(KubernetesOptions options, TimeProvider time) : IShardCarrier
{
    /// <inheritdoc/>
    public Task<CarryResult> CarryAsync(PlanFolder folder, IProgress<CarryProgress> progress, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var shards = folder.Plan.Shards;
        var missing = folder.Missing().Select(index => shards[index]).ToArray();
        progress.Report(new CarryProgress(shards.Count, shards.Count - missing.Length, 0, 0, 0, 0, time.GetElapsedTime(began)));
        if (missing.Length == 0)
            return Task.FromResult(new CarryResult(shards.Count, [], IsElsewhere: false, []));

        var name = folder.JobName;
        var (job, file) = (
            Path.Combine(folder.Folder, "kubernetes", "job.yaml"),
            Path.Combine(folder.Folder, "kubernetes", "Containerfile")
        );
        AtomicFile.Write(job, IndexedJob.Manifest(folder.PlanPath, name, shards.Count, options));
        AtomicFile.Write(file, ContainerFile.Text);
        string[] notes =
        [
            $"Build {options.Image} from {file} in the folder of the unpacked package for Linux, and push it.",
            $"Then kubectl apply -f {job}; kubectl wait --for=condition=Complete job/{name}; and start this again to gather.",
            $"The claim {options.Claim} must have each of these folders at the same path: {string.Join(", ", options.Folders)}.",
        ];
        var notDone = missing.Select(shard =>
            folder.FailureOf(shard) is { } why
                ? new ShardResult(shard.Unit, ShardEnding.Failed, why)
                : new ShardResult(shard.Unit, ShardEnding.TryAgain, "no pod has done it")
        );
        return Task.FromResult(new CarryResult(shards.Count, [.. notDone], IsElsewhere: true, notes));
    }
}
