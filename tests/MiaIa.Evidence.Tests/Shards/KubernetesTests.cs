using k8s;
using k8s.Models;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Shards.Kubernetes;
using MiaIa.Evidence.Work;
using YamlDotNet.Core;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>The manifest goes through the types of Kubernetes' own client, in which an unknown field is an error.</summary>
public sealed class KubernetesTests : ShardsFixture
{
    [Test]
    public async Task The_manifest_is_an_indexed_job_that_tells_final_failures_from_those_that_pass()
    {
        var folder = Planned("a", "b", "c", "d", "e");
        var result = await CarryAsync(folder, shardsAPod: 2);
        var job = Read(folder);
        Assert.Multiple(() =>
        {
            Assert.That(job.ApiVersion, Is.EqualTo("batch/v1"));
            Assert.That(job.Kind, Is.EqualTo("Job"));
            Assert.That(job.Metadata.Name, Is.EqualTo(folder.JobName).And.Match("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$"));
            Assert.That(job.Spec.CompletionMode, Is.EqualTo("Indexed"));
            Assert.That(job.Spec.Completions, Is.EqualTo(3), "five shards, two a pod");
            Assert.That(job.Spec.Parallelism, Is.EqualTo(3), "not more than there are");
            Assert.That(job.Spec.BackoffLimitPerIndex, Is.EqualTo(3));
            Assert.That(job.Spec.BackoffLimit, Is.Null, "one index does not spend the tries of others");
            Assert.That(job.Spec.Template.Spec.RestartPolicy, Is.EqualTo("Never"), "a policy for failures asks for it");
        });
        Assert.That(result.IsElsewhere, Is.True);
        Assert.That(result.NotDone, Has.Count.EqualTo(5));
        Assert.That(result.Notes, Has.Some.Contains("kubectl apply -f"));
    }

    [Test]
    public async Task Exit_code_2_fails_the_index_and_a_lost_node_is_no_failure()
    {
        var folder = Planned("a");
        await CarryAsync(folder);
        var rules = Read(folder).Spec.PodFailurePolicy.Rules;
        Assert.That(rules.Select(rule => rule.Action), Is.EqualTo(["Ignore", "FailIndex"]));
        Assert.That(rules[0].OnPodConditions.Single().Type, Is.EqualTo("DisruptionTarget"));
        Assert.That(rules[0].OnPodConditions.Single().Status, Is.EqualTo("True"));
        Assert.That(rules[1].OnExitCodes.OperatorProperty, Is.EqualTo("In"));
        Assert.That(rules[1].OnExitCodes.Values, Is.EqualTo([2]));
        Assert.That(rules[1].OnExitCodes.ContainerName, Is.EqualTo(Read(folder).Spec.Template.Spec.Containers.Single().Name));
    }

    [Test]
    public async Task The_pod_runs_the_shard_of_its_index_and_sees_the_same_paths()
    {
        var folder = Planned("a", "b");
        await CarryAsync(folder, shardsAPod: 2);
        var pod = Read(folder).Spec.Template.Spec;
        var container = pod.Containers.Single();
        Assert.That(container.Image, Is.EqualTo("registry/miaia:1"));
        Assert.That(container.Args, Is.EqualTo(["shard", folder.PlanPath, "--index-from", "JOB_COMPLETION_INDEX", "--group", "2"]));
        Assert.That(container.VolumeMounts.Select(mount => mount.MountPath), Is.EqualTo([folder.Folder, Path.Combine(Root, "in")]));
        Assert.That(
            container.VolumeMounts.Select(mount => mount.SubPath),
            Is.EqualTo(container.VolumeMounts.Select(m => m.MountPath[1..]))
        );
        Assert.That(container.VolumeMounts.Select(mount => mount.ReadOnlyProperty), Is.EqualTo([null, (bool?)true]));
        Assert.That(pod.Volumes.Single().Name, Is.EqualTo(container.VolumeMounts[0].Name));
        Assert.That(pod.Volumes.Single().PersistentVolumeClaim.ClaimName, Is.EqualTo("the \"claim\""));
    }

    [Test]
    public void The_reader_of_these_tests_does_refuse_what_it_does_not_know() =>
        Assert.That(
            () => KubernetesYaml.Deserialize<V1Job>("apiVersion: batch/v1\nkind: Job\nspec:\n  backoffLimitPerIndx: 3\n", strict: true),
            Throws.InstanceOf<YamlException>()
        );

    [Test]
    public async Task A_start_after_the_pods_finds_what_they_did_and_writes_nothing_more()
    {
        var folder = Planned("a", "b");
        await CarryAsync(folder);
        foreach (var index in (int[])[0, 1])
            Run(folder).Run(index, Tests.Work.NoProgress.Instance, CancellationToken.None);
        File.Delete(Manifest(folder));
        var result = await CarryAsync(folder);
        Assert.That(result.IsWhole, Is.True);
        Assert.That(result.IsElsewhere, Is.False);
        Assert.That(File.Exists(Manifest(folder)), Is.False);
    }

    [Test]
    public async Task What_a_pod_found_it_cannot_do_is_told()
    {
        var folder = Planned("a");
        Work.Midway = _ => throw new EvidenceException("no trade in it");
        Run(folder).Run(0, Tests.Work.NoProgress.Instance, CancellationToken.None);
        Assert.That((await CarryAsync(folder)).NotDone, Is.EqualTo([new ShardResult("unit-0", ShardEnding.Failed, "no trade in it")]));
    }

    [Test]
    public void More_pods_than_a_job_can_have_are_refused() =>
        Assert.That(
            () => IndexedJob.Manifest("/plan.json", "name", 200_001, Options(Planned("a"), 2)),
            Throws.TypeOf<EvidenceException>().With.Message.Contains("100001 pods are more than a job can have")
        );

    [Test]
    public async Task The_container_file_takes_the_program_out_of_the_package_and_runs_it_without_rights()
    {
        var folder = Planned("a");
        await CarryAsync(folder);
        var lines = File.ReadAllLines(Path.Combine(folder.Folder, "kubernetes", "Containerfile"));
        Assert.That(lines, Does.Contain("COPY cli /opt/miaia").And.Contain("ENTRYPOINT [\"/opt/miaia/miaia\"]"));
        var user = Read(folder).Spec.Template.Spec.SecurityContext.FsGroup;
        Assert.That(lines, Does.Contain($"USER {user}"));
    }

    private Task<CarryResult> CarryAsync(PlanFolder folder, int shardsAPod = 1) =>
        new KubernetesCarrier(Options(folder, shardsAPod), TimeProvider.System).CarryAsync(
            folder,
            new KeptProgress(),
            CancellationToken.None
        );

    private KubernetesOptions Options(PlanFolder folder, int shardsAPod) =>
        new("registry/miaia:1", "the \"claim\"", 50, shardsAPod, [folder.Folder, Path.Combine(Root, "in")]);

    private static string Manifest(PlanFolder folder) => Path.Combine(folder.Folder, "kubernetes", "job.yaml");

    private static V1Job Read(PlanFolder folder) => KubernetesYaml.Deserialize<V1Job>(File.ReadAllText(Manifest(folder)), strict: true);
}
