using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Running;

/// <summary>A halt must not fail because the engine's port was busy for a moment.</summary>
public sealed class HaltOnBusyPortTests
{
    [Test]
    public async Task A_halt_is_tried_again_until_the_port_lets_it_in()
    {
        using var folder = new DayFolder();
        using var stop = new CancellationTokenSource();
        await using var said = new SaidEvents();
        var day = CommandLine.RunAsync(folder.Command("run"), said, said, stop.Token);
        await said.UntilAsync("waits for a study", day);

        await using var port = new BusyPort(folder.Engine);
        foreach (var verb in (string[])["halt", "flatten"])
        {
            await using var error = new SaidEvents();
            using var output = new StringWriter();
            var command = CommandLine.RunAsync(
                [verb, "--reason", $"busy {verb}", "--address", $"http://127.0.0.1:{port.Number}", "--credentials", folder.Credentials],
                output,
                error
            );
            if (verb == "halt")
            {
                await error.UntilAsync("trying again for up to 10 s", command);
                port.Open(refused: [0, 1, 3]);
            }

            Assert.That(await command, Is.EqualTo(ExitCodes.Ok), error.ToString());
            Assert.That(output.ToString(), Does.Contain($"busy {verb}"));
        }

        await stop.CancelAsync();
        await day;
    }
}
