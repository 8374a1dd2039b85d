using MiaIa.Cli.Doctor;
using MiaIa.Hosting;
using MiaIa.V1;
using static MiaIa.Cli.Tests.Doctor.StartedChecksTests;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>miaia doctor --after-start --watch: a list that turns green.</summary>
public sealed class StartedWatchTests
{
    private StringWriter _output = null!;
    private List<string[]> _shown = null!;

    [SetUp]
    public void Open() => (_output, _shown) = (new StringWriter(), []);

    [TearDown]
    public void Close() => _output.Dispose();

    [Test]
    public async Task It_goes_on_until_all_is_well()
    {
        var code = await Watch(Good(1), Halted(2), Halted(3), Good(4)).RunAsync(isAgain: true, default);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            _shown,
            Is.EqualTo(
                (string[][])
                    [
                        ["halt"],
                        ["halt"],
                        [],
                    ]
            ),
            "a list a look but the first"
        );
        Assert.That(
            _output.ToString(),
            Is.EqualTo(Environment.NewLine + Environment.NewLine),
            "parted by empty lines, with none behind the last"
        );
    }

    [Test]
    public async Task Each_look_is_held_against_the_one_before_it()
    {
        // From the first look to the third trades have come, from the second to the third none.
        var code = await Watch(Good(1), Halted(2), Good(2), Good(3)).RunAsync(isAgain: true, default);
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            _shown,
            Is.EqualTo(
                (string[][])
                    [
                        ["halt"],
                        ["trades flow", "book is fresh"],
                        [],
                    ]
            )
        );
    }

    [Test]
    public async Task What_only_warns_is_not_well()
    {
        var warned = Good(2);
        warned.Instrument[0].State.Market.Options.Coverage = 0.4;
        await Watch(Good(1), warned, Good(3)).RunAsync(isAgain: true, default);
        Assert.That(
            _shown,
            Is.EqualTo(
                (string[][])
                    [
                        ["option chain"],
                        [],
                    ]
            )
        );
    }

    [Test]
    public async Task Without_watch_it_is_one_list_with_its_exit_code()
    {
        var code = await Watch(Good(1), Halted(2), Good(3)).RunAsync(isAgain: false, default);
        Assert.That(code, Is.EqualTo(ExitCodes.Fault));
        Assert.That(
            _shown,
            Is.EqualTo(
                (string[][])
                    [
                        ["halt"],
                    ]
            )
        );
        Assert.That(_output.ToString(), Is.Empty);
    }

    [Test]
    public async Task Ended_before_all_is_well_it_is_a_fault()
    {
        using var end = new CancellationTokenSource();
        var pauses = 0;
        var watch = Watch(
            async cancellation =>
            {
                if (++pauses == 3)
                    await end.CancelAsync();
                cancellation.ThrowIfCancellationRequested();
            },
            Good(1),
            Halted(2),
            Halted(3)
        );
        Assert.That(await watch.RunAsync(isAgain: true, end.Token), Is.EqualTo(ExitCodes.Fault));
        Assert.That(_shown, Has.Count.EqualTo(2));
    }

    private static EngineStatus Halted(ulong seen)
    {
        var status = Good(seen);
        (status.Halted, status.HaltReason) = (true, "test");
        return status;
    }

    private StartedWatch Watch(params EngineStatus[] answers) => Watch(_ => Task.CompletedTask, answers);

    private StartedWatch Watch(Func<CancellationToken, Task> between, params EngineStatus[] answers)
    {
        var looks = 0;
        return new StartedWatch(
            List,
            () => Task.FromResult(Look(answers[looks++])),
            checks =>
            {
                _shown.Add([.. checks.Where(check => check.Verdict != Verdict.Ok).Select(check => check.Name)]);
                return Task.FromResult(CheckText.ExitCodeOf(checks));
            },
            _output,
            between
        );
    }
}
