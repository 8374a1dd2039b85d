using System.Diagnostics;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class SessionTests
{
    private static readonly Contract Spx = new()
    {
        Symbol = "SPX",
        SecurityType = "IND",
        Exchange = "CBOE",
    };

    [Test]
    public async Task Requests_arrive_in_the_order_they_were_sent_and_answers_come_back()
    {
        await using var session = await Opened.AtAsync();
        await session.Connection.SendAsync(new LineTypeRequest(LineType.Live), CancellationToken.None);
        await session.Connection.SendAsync(new LineRequest(5, Spx, IsSnapshot: true), CancellationToken.None);
        Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("59|1|1|"));
        Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("1|11|5|0|SPX|IND||0.0|||CBOE||USD|||0||1|0||"));
        await session.DeliverAsync("1|6|5|4|6800.25||0|");
        Assert.That(session.Sink.All[^1], Is.EqualTo(new TickPrice(5, TickType.Last, 6800.25, null, TickAttributes.None)));
    }

    [Test]
    public async Task Unknown_and_malformed_frames_are_counted_and_the_session_lives()
    {
        await using var session = await Opened.AtAsync();
        await session.Peer.SendAsync("93|26|1|0|0.01|", "1|6|oops|", "");
        await session.DeliverAsync("2|6|1|8|12|");
        var decoder = session.Connection.Decoder!;
        Assert.That((decoder.Unknown, decoder.Malformed, session.Connection.State), Is.EqualTo((1L, 2L, ConnectionState.Ready)));
    }

    [Test]
    public async Task A_frame_of_a_megabyte_that_comes_in_pieces_is_read()
    {
        await using var session = await Opened.AtAsync();
        var text = new string('x', 1_000_000);
        await session.DeliverAsync($"4|2|-1|2104|{text}||");
        Assert.That(((Notice)session.Sink.All[^1]).Text, Is.EqualTo(text));
    }

    [Test]
    public async Task A_length_that_cannot_be_ends_the_session()
    {
        await using var session = await Opened.AtAsync();
        await session.Peer.SendRawAsync([0xFF, 0xFF, 0xFF, 0xFF]);
        var end = await session.Connection.Ended.WaitAsync(ScriptedPeer.Limit);
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.BrokenStream));
        Assert.That(end.Text, Does.Contain("4294967295"));
    }

    [Test]
    public async Task A_lost_link_keeps_the_socket_and_data_lost_clears_the_lines()
    {
        await using var session = await Opened.AtAsync();
        await session.Connection.SendAsync(new LineRequest(5, Spx), CancellationToken.None);
        await session.DeliverAsync("4|2|-1|1100|lost||");
        Assert.That((session.Connection.State, session.Connection.Lines.InUse), Is.EqualTo((ConnectionState.LinkLost, 1)));
        await session.DeliverAsync("4|2|-1|1102|kept||");
        Assert.That((session.Connection.State, session.Connection.Lines.InUse), Is.EqualTo((ConnectionState.Ready, 1)));
        await session.DeliverAsync("4|2|-1|1100|lost||", "4|2|-1|1101|gone||");
        Assert.That((session.Connection.State, session.Connection.Lines.InUse), Is.EqualTo((ConnectionState.Ready, 0)));
    }

    [Test]
    public async Task Lines_are_taken_by_requests_and_given_back_by_cancel_snapshot_end_and_error()
    {
        await using var session = await Opened.AtAsync(settings => settings with { Lines = 3 });
        for (var id = 1; id <= 3; id++)
            await session.Connection.SendAsync(new LineRequest(id, Spx), CancellationToken.None);
        var none = await Assert.ThrowsAsync<LinesExhaustedException>(() =>
            session.Connection.SendAsync(new LineRequest(4, Spx), CancellationToken.None)
        );
        Assert.That(none!.Message, Does.Contain("request 4").And.Contain("3 of 3"));
        await session.Connection.SendAsync(new CancelLine(1), CancellationToken.None);
        await session.DeliverAsync("57|1|2|", "4|2|3|200|No security definition||");
        Assert.That(session.Connection.Lines.InUse, Is.Zero);
        await session.Connection.SendAsync(new LineRequest(5, Spx), CancellationToken.None);
        await session.Connection.SendAsync(new LineRequest(6, Spx), CancellationToken.None);
        await session.DeliverAsync("4|2|6|101|Max number of tickers has been reached||");
        Assert.That(
            (session.Connection.Lines.InUse, session.Connection.Lines.Limit),
            Is.EqualTo((1, 3)),
            "the limit is the owner's to learn"
        );
    }

    [Test]
    public async Task A_request_that_cannot_be_written_holds_no_line_and_breaks_nothing()
    {
        await using var session = await Opened.AtAsync();
        await Assert.ThrowsAsync<ArgumentException>(() =>
            session.Connection.SendAsync(new LineRequest(5, Spx with { Symbol = "Ü" }), CancellationToken.None)
        );
        Assert.That(session.Connection.Lines.InUse, Is.Zero);
        await session.Connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None);
        Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("49|1|"));
    }

    [Test]
    public async Task No_more_messages_go_than_the_bucket_gives_whoever_sends_them()
    {
        await using var session = await Opened.AtAsync();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => session.Connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None))
        );
        // 4 go at once and one each 25 ms after them; timers are allowed 2 % of haste.
        Assert.That(watch.Elapsed.TotalSeconds, Is.GreaterThan((50 - 4) / 40.0 * 0.98));
        for (var i = 0; i < 50; i++)
            Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("49|1|"));
    }

    [Test]
    public async Task The_heartbeat_goes_on_while_it_is_answered()
    {
        await using var session = await Opened.AtAsync(settings =>
            settings with
            {
                HeartbeatInterval = TimeSpan.FromMilliseconds(50),
                HeartbeatLimit = ScriptedPeer.Limit,
            }
        );
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("49|1|"));
            await session.Peer.SendAsync("49|1|1752606307|");
        }
        Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("49|1|"));
    }

    [Test]
    public async Task A_heartbeat_that_is_not_answered_ends_the_session()
    {
        await using var session = await Opened.AtAsync(settings =>
            settings with
            {
                HeartbeatInterval = TimeSpan.FromMilliseconds(50),
                HeartbeatLimit = TimeSpan.FromMilliseconds(500),
            }
        );
        Assert.That(await session.Peer.ReadFrameAsync(), Is.EqualTo("49|1|"));
        var end = await session.Connection.Ended.WaitAsync(ScriptedPeer.Limit);
        Assert.That(
            (end.Cause, end.Text),
            Is.EqualTo((SessionEndCause.HeartbeatLost, "the Gateway did not answer the heartbeat within 0.5 s"))
        );
        var late = await Assert.ThrowsAsync<TwsException>(() =>
            session.Connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None)
        );
        Assert.That(late!.End, Is.EqualTo(end));
    }

    [Test]
    public async Task A_Gateway_that_hangs_up_is_named_with_the_error_before_it()
    {
        await using var session = await Opened.AtAsync();
        await session.DeliverAsync("4|2|-1|100|Max rate of messages per second has been exceeded||");
        session.Peer.Dispose();
        var end = await session.Connection.Ended.WaitAsync(ScriptedPeer.Limit);
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ClosedByGateway));
        Assert.That(end.Text, Does.StartWith("the Gateway hung up after error 100"));
    }

    [Test]
    public async Task A_receiver_that_fails_ends_the_session_and_is_not_taken_for_the_Gateway()
    {
        await using var session = await Opened.AtAsync();
        session.Sink.Failure = new IOException("disk full");
        await session.Peer.SendAsync("2|6|1|8|12|");
        var end = await session.Connection.Ended.WaitAsync(ScriptedPeer.Limit);
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ReceiverFailed));
        Assert.That(end.Text, Does.Contain("disk full"));
    }

    [Test]
    public async Task The_receiver_hears_when_a_read_has_been_delivered()
    {
        await using var session = await Opened.AtAsync();
        var before = session.Sink.Reads;
        await session.DeliverAsync("2|6|1|8|12|", "2|6|1|8|13|");
        await Opened.Eventually(() => session.Sink.Reads > before);
    }

    [Test]
    public async Task A_Gateway_that_changes_its_port_ends_the_session()
    {
        await using var session = await Opened.AtAsync();
        await session.Peer.SendAsync("4|2|-1|1300|port||");
        Assert.That((await session.Connection.Ended.WaitAsync(ScriptedPeer.Limit)).Cause, Is.EqualTo(SessionEndCause.PortChanged));
    }

    [Test]
    public async Task Who_waits_for_a_token_hears_of_the_end()
    {
        await using var session = await Opened.AtAsync(settings => settings with { MessagesPerSecond = 1, MessagesBurst = 2 });
        await session.Connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None);
        var waiting = Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => session.Connection.SendAsync(new CurrentTimeRequest(), CancellationToken.None))
        );
        session.Peer.Dispose();
        var end = (await Assert.ThrowsAsync<TwsException>(() => waiting.WaitAsync(ScriptedPeer.Limit)))!.End;
        Assert.That(end.Cause, Is.EqualTo(SessionEndCause.ClosedByGateway));
    }

    [Test]
    public async Task A_Gateway_that_takes_no_bytes_ends_the_session()
    {
        await using var session = await Opened.AtAsync(settings => settings with { SocketLimit = TimeSpan.FromMilliseconds(500) });
        // More than the socket's buffers hold, so that the write stands still.
        var huge = new LineRequest(5, Spx, new string('1', 16_000_000));
        var blocked = await Assert.ThrowsAsync<TwsException>(() => session.Connection.SendAsync(huge, CancellationToken.None));
        Assert.That(
            (blocked!.End.Cause, blocked.Message),
            Is.EqualTo((SessionEndCause.WriteBlocked, "the Gateway took no bytes for 0.5 s: restart it"))
        );
        Assert.That(await session.Connection.Ended, Is.EqualTo(blocked.End));
        Assert.That(session.Connection.Lines.InUse, Is.Zero);
    }

    [Test]
    public async Task Closing_ends_the_session_once_and_can_be_repeated()
    {
        await using var session = await Opened.AtAsync();
        await session.Connection.DisposeAsync();
        await session.Connection.DisposeAsync();
        Assert.That((await session.Connection.Ended).Cause, Is.EqualTo(SessionEndCause.ClosedHere));
        Assert.That(session.Connection.State, Is.EqualTo(ConnectionState.Closed));
    }

    [Test]
    public async Task The_recorded_first_read_makes_a_session_ready()
    {
        using var gateway = new ScriptedGateway();
        var sink = new Decoding.RecordingSink();
        await using var connection = new TwsConnection(gateway.Settings, sink, TimeProvider.System);
        var opening = connection.OpenAsync(CancellationToken.None);
        using var peer = await gateway.AcceptAsync();
        await peer.SendRawAsync(CaptureFile.Number(3).Payload);
        await peer.SendRawAsync(CaptureFile.Number(6).Payload);
        await opening.WaitAsync(ScriptedPeer.Limit);
        await Opened.Eventually(() => sink.All.Count == 10);
        Assert.That(connection.State, Is.EqualTo(ConnectionState.Ready));
    }
}
