using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Runtime.Tests.Journal;

public sealed class JournalLockTests
{
    [Test]
    public void Fault_51_a_second_engine_gets_no_lock_until_the_first_one_has_gone()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-lock-").FullName;
        try
        {
            Assert.That(JournalLock.TryTake(folder, out var first), Is.True);
            using (first)
            {
                Assert.That(JournalLock.TryTake(folder, out var second), Is.False);
                Assert.That(second, Is.Null);
            }
            Assert.That(JournalLock.TryTake(folder, out var next), Is.True);
            next!.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
