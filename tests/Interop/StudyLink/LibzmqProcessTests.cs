namespace Interop.StudyLink;

/// <summary>What a whole process may do to the study's link, beside what the network may.</summary>
public sealed class LibzmqProcessTests
{
    [Test]
    public void A_process_that_was_killed_is_found_again_at_its_place()
    {
        using var first = new LibzmqRouter(answers: false);
        using var study = new StudyPeer(first.Endpoint, "echo:1000:20000");
        study.WaitFor("connection 1");
        first.Kill();
        using var second = new LibzmqRouter(endpoint: first.Endpoint);
        study.Finished(connections: 2);
    }

    [Test]
    public void A_process_that_froze_gets_everything_once_it_goes_on()
    {
        using var router = new LibzmqRouter();
        router.Freeze();
        using var study = new StudyPeer(router.Endpoint, "echo:1000:20000");
        study.WaitFor("problem: the program at");
        router.Thaw();
        study.Finished(connections: 1);
    }
}
