using System.Text;
using System.Text.Json;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Kubernetes;

/// <summary>
/// The manifest of a plan as an Indexed Job: index N does the shards of task N. An index that failed for good is not tried again and costs the others
/// nothing; a pod that a node lost counts as no try at all.
/// </summary>
internal static class IndexedJob
{
    /// <summary>The manifest, as YAML.</summary>
    /// <param name="planPath">The plan's file, by the same path in the pods.</param>
    /// <param name="name">Name of the job.</param>
    /// <param name="shards">How many the plan has.</param>
    /// <param name="options">How it is put before Kubernetes.</param>
    /// <exception cref="EvidenceException">The plan has too many shards for one job.</exception>
    public static string Manifest(string planPath, string name, int shards, KubernetesOptions options)
    {
        var indexes = (shards + options.ShardsAPod - 1) / options.ShardsAPod;
        var most = KubernetesOptions.IndexesMax;
        if (indexes > most)
            throw new EvidenceException($"{indexes} pods are more than a job can have, {most}: put more shards into each");
        return Head(planPath, name, indexes, options) + Mounts(options);
    }

    private static string Head(string planPath, string name, int indexes, KubernetesOptions options) =>
        $"""
            # kubectl apply -f job.yaml. Exit code 1 of a pod: another try may help. Exit code 2: none does.
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: {Quoted(name)}
            spec:
              completionMode: Indexed
              completions: {indexes}
              parallelism: {Math.Min(options.Parallelism, indexes)}
              backoffLimitPerIndex: {KubernetesOptions.RetriesAnIndex}
              podFailurePolicy:
                rules:
                  - action: Ignore
                    onPodConditions:
                      - type: DisruptionTarget
                        status: "True"
                  - action: FailIndex
                    onExitCodes:
                      containerName: shard
                      operator: In
                      values: [2]
              template:
                spec:
                  restartPolicy: Never
                  securityContext:
                    fsGroup: {ContainerFile.User}
                  containers:
                    - name: shard
                      image: {Quoted(options.Image)}
                      args:
                        - shard
                        - {Quoted(planPath)}
                        - --index-from
                        - JOB_COMPLETION_INDEX
                        - --group
                        - "{options.ShardsAPod}"
                      resources:
                        requests:
                          cpu: "1"
                          memory: 1Gi
                      volumeMounts:

            """;

    private static string Mounts(KubernetesOptions options)
    {
        var text = new StringBuilder();
        for (var i = 0; i < options.Folders.Count; i++)
        {
            text.Append($"            - name: evidence\n              mountPath: {Quoted(options.Folders[i])}\n");
            text.Append($"              subPath: {Quoted(options.Folders[i].TrimStart('/'))}\n");
            // Recordings are read, the plan's folder alone is written to.
            text.Append(i == 0 ? "" : "              readOnly: true\n");
        }

        text.Append(
            $"      volumes:\n        - name: evidence\n          persistentVolumeClaim:\n            claimName: {Quoted(options.Claim)}\n"
        );
        return text.ToString();
    }

    // A text of JSON is one of YAML.
    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
