namespace Simulation;

public sealed class SeedTests
{
    [TestCase(1ul)]
    [TestCase(2ul)]
    [TestCase(3ul)]
    public void A_seed_gives_the_same_bytes_twice(ulong seed)
    {
        using var first = new SimulatedDay(seed);
        using var second = new SimulatedDay(seed);
        Assert.That(second.Run(), Is.EqualTo(first.Run()));
    }
}
