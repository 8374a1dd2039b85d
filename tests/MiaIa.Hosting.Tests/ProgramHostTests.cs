using Microsoft.Extensions.Hosting;
using Serilog.Core;

namespace MiaIa.Hosting.Tests;

public sealed class ProgramHostTests
{
    [Test]
    public async Task A_service_is_ready_after_its_start_and_stops_when_asked()
    {
        using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var service = new Sample(
            stop.Cancel,
            async token => await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing)
        );
        var exit = await ProgramHost.RunAsync(Logger.None, _ => service, s => $"ready: {s.IsStarted}", output, stop.Token);
        Assert.That((exit, output.ToString().Trim(), service.IsDisposed), Is.EqualTo((ExitCodes.Ok, "ready: True", true)));
    }

    [Test]
    public async Task A_service_that_fails_ends_the_program_with_a_fault()
    {
        using var service = new Sample(() => { }, _ => throw new InvalidOperationException("broken"));
        var exit = await ProgramHost.RunAsync(Logger.None, _ => service, _ => "ready: x", TextWriter.Null, CancellationToken.None);
        Assert.That(exit, Is.EqualTo(ExitCodes.Fault));
    }

    [Test]
    public void What_keeps_a_service_from_starting_comes_out_as_it_is_and_nobody_says_ready()
    {
        using var output = new StringWriter();
        using var service = new Sample(() => throw new IOException("port"), _ => Task.CompletedTask);
        Assert.That(
            async () => await ProgramHost.RunAsync(Logger.None, _ => service, _ => "ready: x", output, CancellationToken.None),
            Throws.TypeOf<IOException>().With.Message.EqualTo("port")
        );
        Assert.That(output.ToString(), Is.Empty);
    }

    [Test]
    public async Task A_service_that_does_not_stop_is_cut_off()
    {
        using var stop = new CancellationTokenSource();
        using var service = new Sample(stop.Cancel, _ => Task.Delay(Timeout.Infinite, CancellationToken.None));
        var running = ProgramHost.RunAsync(Logger.None, _ => service, _ => "ready: x", TextWriter.Null, stop.Token);
        Assert.That(await Task.WhenAny(running, Task.Delay(TimeSpan.FromMinutes(2))), Is.SameAs(running));
    }

    private sealed class Sample(Action onStart, Func<CancellationToken, Task> run) : BackgroundService
    {
        public bool IsStarted { get; private set; }

        public bool IsDisposed { get; private set; }

        public override async Task StartAsync(CancellationToken cancellationToken)
        {
            onStart();
            await base.StartAsync(CancellationToken.None);
            IsStarted = true;
        }

        public override void Dispose()
        {
            IsDisposed = true;
            base.Dispose();
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => run(stoppingToken);
    }
}
