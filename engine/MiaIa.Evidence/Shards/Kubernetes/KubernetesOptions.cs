namespace MiaIa.Evidence.Shards.Kubernetes;

/// <summary>How a plan is put before Kubernetes.</summary>
/// <param name="Image">Name of the image that was built from the container file.</param>
/// <param name="Claim">The volume claim that holds the plan's folder and the recordings.</param>
/// <param name="Parallelism">Pods at once.</param>
/// <param name="ShardsAPod">Shards that a pod does one after the other.</param>
/// <param name="Folders">Folders that a pod needs, each by the same path as here; the first is the plan's.</param>
public sealed record KubernetesOptions(string Image, string Claim, int Parallelism, int ShardsAPod, IReadOnlyList<string> Folders)
{
    /// <summary>Indexes that a job of retries by index may have.</summary>
    public const int IndexesMax = 100_000;

    /// <summary>How often an index is tried again that failed with something that may pass.</summary>
    public const int RetriesAnIndex = 3;
}
