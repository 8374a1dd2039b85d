using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Captures;
using MiaIa.Ibkr.Tests.Decoding;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class OpeningTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task Is_ready_only_after_accounts_and_first_id()
    {
        using var gateway = new ScriptedGateway();
        var sink = new RecordingSink();
        await using var connection = new TwsConnection(gateway.Settings, sink, TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var peer = await gateway.AcceptAsync();
        Assert.That(await peer.ReadHelloAsync(), Is.EqualTo("v100..176 +PACEAPI"));
        Assert.That(connection.State, Is.EqualTo(ConnectionState.AwaitingVersion));
        await peer.SendAsync("176|20240308 13:30:34 Greenwich Mean Time|");
        Assert.That(await peer.ReadFrameAsync(), Is.EqualTo("71|2|999||"));
        await peer.SendAsync("9|1|117|", "4|2|-1|2104|Market data farm connection is OK:usfarm||");
        await Opened.Eventually(() => sink.All.Count == 2);
        Assert.That((opening.IsCompleted, connection.State), Is.EqualTo((false, ConnectionState.AwaitingReady)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None));
        await peer.SendAsync("15|1|DU1234567|");
        await opening.WaitAsync(ScriptedPeer.Limit);
        Assert.That(connection.State, Is.EqualTo(ConnectionState.Ready));
    }

    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task Takes_every_recorded_hello_and_passes_over_frames_before_it(int number)
    {
        var capture = CaptureFile.Number(number);
        using var gateway = new ScriptedGateway();
        await using var connection = new TwsConnection(gateway.Settings, new RecordingSink(), TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var peer = await gateway.AcceptAsync();
        await peer.ReadHelloAsync();
        await peer.SendAsync("4|2|-1|2104|early||");
        await peer.SendRawAsync(number == 2 ? Capture.Framed(capture.Payload) : capture.Payload);
        await peer.ReadFrameAsync();
        await peer.SendAsync("15|1|DU1234567|", "9|1|1|");
        await opening.WaitAsync(ScriptedPeer.Limit);
        Assert.That(connection.State, Is.EqualTo(ConnectionState.Ready));
    }

    [Test]
    public async Task Reads_what_came_in_one_piece_with_the_hello()
    {
        using var gateway = new ScriptedGateway();
        var sink = new RecordingSink();
        await using var connection = new TwsConnection(gateway.Settings, sink, TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var peer = await gateway.AcceptAsync();
        await peer.SendAsync("176|now|", "15|1|DU1234567|", "9|1|117|");
        await opening.WaitAsync(ScriptedPeer.Limit);
        Assert.That(sink.All[1], Is.EqualTo(new NextRequestId(117)));
    }

    [Test]
    public async Task A_Gateway_that_accepts_and_never_answers_is_told_from_one_that_is_not_there()
    {
        using var gateway = new ScriptedGateway();
        var wedged = await FailAsync(gateway.Settings with { HelloLimit = Short }, gateway, _ => Task.CompletedTask);
        Assert.That(wedged.Cause, Is.EqualTo(SessionEndCause.NoHello));
        Assert.That(wedged.Text, Does.Contain($"127.0.0.1:{gateway.Port} accepted").And.Contain("0.2 s").And.Contain("restart"));
        var settings = gateway.Settings;
        gateway.Dispose();
        await using var connection = new TwsConnection(settings, new RecordingSink(), TimeProvider.System);
        var absent = await Assert.ThrowsAsync<TwsException>(() => connection.OpenAsync(CancellationToken.None));
        Assert.That(absent!.End.Cause, Is.EqualTo(SessionEndCause.CannotConnect));
        Assert.That(absent.Message, Does.StartWith($"127.0.0.1:{settings.Port} cannot be reached"));
    }

    [TestCase("163|now|", SessionEndCause.VersionRefused, "163, older than 164")]
    [TestCase("206|now|", SessionEndCause.VersionRefused, "206, newer than 200")]
    [TestCase("-1|nowhere|", SessionEndCause.VersionRefused, "-1")]
    public async Task An_answer_that_cannot_be_spoken_is_refused(string hello, SessionEndCause cause, string text)
    {
        using var gateway = new ScriptedGateway();
        var end = await FailAsync(gateway.Settings, gateway, peer => peer.SendAsync(hello));
        Assert.That(end.Cause, Is.EqualTo(cause));
        Assert.That(end.Text, Does.Contain(text));
    }

    [Test]
    public async Task A_stream_that_is_no_TWS_stream_is_refused()
    {
        using var gateway = new ScriptedGateway();
        var end = await FailAsync(gateway.Settings, gateway, peer => peer.SendRawAsync("HTTP/1.1 400 Bad Request\r\n"u8.ToArray()));
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.BrokenStream));
    }

    [Test]
    public async Task Goes_where_the_Gateway_sends_it()
    {
        using var first = new ScriptedGateway();
        using var second = new ScriptedGateway();
        await using var connection = new TwsConnection(first.Settings, new RecordingSink(), TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var there = await first.AcceptAsync();
        await there.SendAsync($"-1|127.0.0.1:{second.Port}|");
        using var here = await second.AcceptAsync();
        await here.GreetAsync();
        await opening.WaitAsync(ScriptedPeer.Limit);
        Assert.That(connection.State, Is.EqualTo(ConnectionState.Ready));
    }

    [Test]
    public async Task Does_not_go_in_circles()
    {
        using var gateway = new ScriptedGateway();
        await using var connection = new TwsConnection(gateway.Settings, new RecordingSink(), TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            using var peer = await gateway.AcceptAsync();
            await peer.ReadHelloAsync();
            await peer.SendAsync($"-1|127.0.0.1:{gateway.Port}|");
        }
        var end = (await Assert.ThrowsAsync<TwsException>(() => opening.WaitAsync(ScriptedPeer.Limit)))!.End;
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.RedirectedTooOften));
    }

    [Test]
    public async Task A_client_id_in_use_is_named_whether_the_Gateway_says_so_or_only_hangs_up()
    {
        using var gateway = new ScriptedGateway();
        var told = await FailAsync(
            gateway.Settings,
            gateway,
            async peer =>
            {
                await peer.ReadHelloAsync();
                await peer.SendAsync("176|now|");
                await peer.ReadFrameAsync();
                await peer.SendAsync("4|2|-1|326|Unable to connect as the client id is already in use.||");
            }
        );
        Assert.That(
            (told.Cause, told.Text),
            Is.EqualTo(
                (
                    SessionEndCause.ClientIdInUse,
                    "client id 999 is held by another client, wait or close that client (326): Unable to connect as the client id is already in use."
                )
            )
        );
        var silent = await FailAsync(
            gateway.Settings,
            gateway,
            async peer =>
            {
                await peer.ReadHelloAsync();
                await peer.SendAsync("176|now|");
                await peer.ReadFrameAsync();
                peer.Dispose();
            }
        );
        Assert.That(silent.Cause, Is.EqualTo(SessionEndCause.ClosedInSilence));
        Assert.That(silent.Text, Does.Contain("client id 999"));
    }

    [TestCase("4|2|-1|2104|Market data farm connection is OK:usfarm||")]
    [TestCase("9|1|117|")]
    [TestCase("15|1|DU1234567|")]
    public async Task A_Gateway_that_said_anything_before_it_hung_up_was_not_silent(string frame)
    {
        using var gateway = new ScriptedGateway();
        var end = await FailAsync(
            gateway.Settings,
            gateway,
            async peer =>
            {
                await peer.ReadHelloAsync();
                await peer.SendAsync("176|now|");
                await peer.ReadFrameAsync();
                await peer.SendAsync(frame);
                peer.Dispose();
            }
        );
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ClosedByGateway));
    }

    [Test]
    public async Task A_Gateway_that_hangs_up_before_the_hello_is_answered_was_told_no_client_id()
    {
        using var gateway = new ScriptedGateway();
        var end = await FailAsync(
            gateway.Settings,
            gateway,
            async peer =>
            {
                await peer.ReadHelloAsync();
                peer.Dispose();
            }
        );
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ClosedByGateway));
    }

    [Test]
    public async Task A_Gateway_that_is_not_logged_in_is_named()
    {
        using var gateway = new ScriptedGateway();
        var end = await FailAsync(gateway.Settings with { ReadyLimit = Short }, gateway, peer => peer.SendAsync("176|now|", "9|1|1|"));
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.NotReady));
        Assert.That(end.Text, Does.Contain("logged in"));
    }

    [Test]
    public async Task Opening_can_be_given_up_and_is_done_once()
    {
        using var gateway = new ScriptedGateway();
        await using var connection = new TwsConnection(gateway.Settings, new RecordingSink(), TimeProvider.System);
        using var given = new CancellationTokenSource();
        var opening = connection.OpenAsync(given.Token);
        using var peer = await gateway.AcceptAsync();
        await given.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => opening.WaitAsync(ScriptedPeer.Limit));
        Assert.That((await connection.Ended).Cause, Is.EqualTo(SessionEndCause.ClosedHere));
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.OpenAsync(CancellationToken.None));
    }

    private static async Task<SessionEnd> FailAsync(TwsSettings settings, ScriptedGateway gateway, Func<ScriptedPeer, Task> script)
    {
        await using var connection = new TwsConnection(settings, new RecordingSink(), TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var peer = await gateway.AcceptAsync();
        await script(peer);
        var failed = await Assert.ThrowsAsync<TwsException>(() => opening.WaitAsync(ScriptedPeer.Limit));
        Assert.That(connection.State, Is.EqualTo(ConnectionState.Closed));
        Assert.That(await connection.Ended, Is.EqualTo(failed!.End));
        return failed.End;
    }
}
