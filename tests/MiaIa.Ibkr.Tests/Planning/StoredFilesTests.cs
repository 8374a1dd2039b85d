using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

public sealed class StoredFilesTests
{
    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-options-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Contracts_come_back_as_they_were_on_the_same_day_only()
    {
        var cache = new ContractCache(_folder);
        var directory = SmallListing.Directory();
        cache.Save(directory);
        var loaded = cache.Load("SPX", SmallListing.Day, out var problem);
        Assert.That(problem, Is.Empty);
        Assert.That(loaded!.All(), Is.EqualTo(directory.All()));
        Assert.That(cache.Load("SPX", SmallListing.Day.PlusDays(1), out _), Is.Null);
        Assert.That(cache.Load("QQQ", SmallListing.Day, out problem), Is.Null);
        Assert.That(problem, Is.Empty, "a file that is not there is no problem");
    }

    [TestCase("a flipped digit")]
    [TestCase("a torn tail")]
    [TestCase("another version")]
    [TestCase("nothing at all")]
    public void A_damaged_file_is_told_and_not_used(string damage)
    {
        var cache = new ContractCache(_folder);
        cache.Save(SmallListing.Directory());
        var path = cache.PathOf("SPX");
        var text = File.ReadAllText(path);
        File.WriteAllText(
            path,
            damage switch
            {
                "a flipped digit" => text.Replace(" 3005 ", " 3006 ", StringComparison.Ordinal),
                "a torn tail" => text[..(text.Length / 2)],
                "another version" => text.Replace("miaia-contracts 1", "miaia-contracts 2", StringComparison.Ordinal),
                _ => "",
            }
        );
        Assert.That(cache.Load("SPX", SmallListing.Day, out var problem), Is.Null);
        Assert.That(problem, Does.StartWith(path));
    }

    [Test]
    public void Open_interest_comes_back_with_what_counts_and_what_was_only_read()
    {
        var store = new OpenInterestStore(_folder);
        var planner = SmallListing.Planner();
        planner.OnStoredOpenInterest(7, 4_321, SmallListing.Now);
        planner.Book.Read(8, 17);
        store.Save(planner.Directory, planner.Book.Copy(), SmallListing.Now);
        var resumed = SmallListing.Planner();
        Assert.That(store.Load(resumed, out var problem), Is.EqualTo(1), problem);
        Assert.That(
            (resumed.Book.AcceptedOf(7), resumed.Book.AcceptedOf(8), resumed.Book.ReadingOf(8)),
            Is.EqualTo((4_321, OpenInterestBook.None, 17))
        );
        Assert.That(resumed.Directory.Chain.OpenInterestLots[7], Is.EqualTo(4_321));
        Assert.That(resumed.Directory.Chain.OpenInterestAt, Is.EqualTo(SmallListing.Now), "it is as old as it is");
    }

    [Test]
    public void Open_interest_of_another_day_is_not_used()
    {
        var store = new OpenInterestStore(_folder);
        var planner = SmallListing.Planner();
        planner.OnStoredOpenInterest(7, 4_321, SmallListing.Now);
        store.Save(planner.Directory, planner.Book.Copy(), SmallListing.Now);
        var directory = SmallListing.Directory();
        var tomorrow = new ChainPlanner(
            directory,
            new OpenInterestBook(directory.Numbers, SmallListing.Day.PlusDays(1)),
            new PlanSettings()
        );
        Assert.That(store.Load(tomorrow, out _), Is.Null);
        Assert.That(tomorrow.Book.ReadCount, Is.Zero);
    }
}
