using System.Collections.Concurrent;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SaveQueueTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly string[] InOrder = ["first", "a3", "b1"];

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentQueue<string> _written = new();
    private readonly ManualResetEventSlim _disk = new();
    private readonly ManualResetEventSlim _isBusy = new();

    [Test]
    public async Task Of_what_waits_for_one_file_the_newest_is_written_in_the_place_of_the_oldest()
    {
        await using var saves = new SaveQueue(_problems.Enqueue);
        Stall(saves);
        foreach (var (path, state) in ((string, string)[])[("a", "a1"), ("b", "b1"), ("a", "a2"), ("a", "a3")])
            saves.Add(path, () => _written.Enqueue(state));
        Assert.That(_written, Is.Empty, "nobody waited for the disk");
        _disk.Set();
        await saves.Written.WaitAsync(Limit);
        Assert.That(_written, Is.EqualTo(InOrder));
    }

    [Test]
    public async Task A_state_that_comes_while_its_file_is_written_is_written_after_it()
    {
        await using var saves = new SaveQueue(_problems.Enqueue);
        Stall(saves, "a");
        saves.Add("a", () => _written.Enqueue("a1"));
        _disk.Set();
        await saves.Written.WaitAsync(Limit);
        Assert.That(_written, Has.Count.EqualTo(2).And.Exactly(1).EqualTo("a1"));
        saves.Add("a", () => _written.Enqueue("a2"));
        await saves.Written.WaitAsync(Limit);
        Assert.That(_written.Last(), Is.EqualTo("a2"), "it writes again after a rest");
    }

    [Test]
    public async Task An_end_waits_until_everything_is_written_and_takes_nothing_more()
    {
        var saves = new SaveQueue(_problems.Enqueue);
        Stall(saves);
        saves.Add("a", () => _written.Enqueue("a1"));
        var ending = saves.DisposeAsync().AsTask();
        Assert.That(ending.IsCompleted, Is.False);
        Assert.Throws<ObjectDisposedException>(() => saves.Add("b", () => { }));
        _disk.Set();
        await ending.WaitAsync(Limit);
        Assert.That(_written, Does.Contain("a1"));
    }

    [Test]
    public async Task A_write_that_fails_is_counted_and_told_and_the_next_one_is_written()
    {
        await using var saves = new SaveQueue(_problems.Enqueue);
        saves.Add("a", () => throw new IOException("no space left"));
        saves.Add("b", () => throw new InvalidOperationException("a fault of our own"));
        await saves.Written.WaitAsync(Limit);
        Assert.That(saves.Failed, Is.EqualTo(2));
        Assert.That(saves.Failure, Does.Contain("a fault of our own"));
        Assert.That(_problems.First(), Is.EqualTo("options are not kept for a restart: no space left"));
        saves.Add("a", () => _written.Enqueue("a1"));
        await saves.Written.WaitAsync(Limit);
        Assert.That((saves.Failed, saves.Failure, _written.Count), Is.EqualTo((2L, "", 1)));
    }

    public void Dispose()
    {
        _disk.Dispose();
        _isBusy.Dispose();
    }

    /// <summary>The disk is busy with one file until it is let go.</summary>
    private void Stall(SaveQueue saves, string path = "busy")
    {
        saves.Add(
            path,
            () =>
            {
                _isBusy.Set();
                _disk.Wait(Limit);
                _written.Enqueue("first");
            }
        );
        Assert.That(_isBusy.Wait(Limit));
    }
}
