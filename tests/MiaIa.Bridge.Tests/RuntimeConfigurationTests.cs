using System.Text.Json;

namespace MiaIa.Bridge.Tests;

/// <summary>What the program tells the runtime, by which its memory stays flat and its workers sleep: names that the runtime does not know would do nothing.</summary>
public sealed class RuntimeConfigurationTests
{
    [Test]
    public void Collects_after_two_megabytes_and_compiles_no_method_a_third_time()
    {
        var file = Path.Combine(TestContext.CurrentContext.TestDirectory, "MiaIa.Bridge.runtimeconfig.json");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var properties = json.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");
        Assert.That(properties.GetProperty("System.GC.Gen0MaxBudget").GetInt64(), Is.EqualTo(2 * 1024 * 1024));
        Assert.That(properties.GetProperty("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit").GetInt32(), Is.Zero);
        Assert.That(properties.GetProperty("System.Runtime.TieredPGO").GetBoolean(), Is.False);
    }
}
