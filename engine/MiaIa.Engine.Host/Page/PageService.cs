using Grpc.Core;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Web;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MiaIa.Engine.Host.Page;

/// <summary>miaia.v1.Page on the wire.</summary>
internal sealed class PageService(PageFeed feed, PageInvitations invitations, TimeProvider time) : V1.Page.PageBase
{
    // One stream a browser; a trader has a handful.
    internal const int WatchersMax = 32;

    // The rest is kept for browsers that may act: those that only watch, however many, keep none of them out.
    private const int OnlyWatchingMax = 24;
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(1);

    // A browser that takes nothing for so long is frozen, and its place is wanted.
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(30);

    private int _watchers;
    private int _onlyWatching;

    /// <summary>Browsers that watch.</summary>
    internal int Watchers => Volatile.Read(ref _watchers);

    /// <inheritdoc/>
    public override Task<Invitation> Invite(InviteRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address =
            invitations.For(request.WatchOnly ? AccessRole.Watch : AccessRole.Operate)
            ?? throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "no page is served: Page:Enabled is false, or its ports are in use")
            );
        return Task.FromResult(new Invitation { Address = address, Seconds = (uint)PageSessions.InvitationLife.TotalSeconds });
    }

    /// <inheritdoc/>
    public override async Task Watch(WatchPageRequest request, IServerStreamWriter<PageUpdate> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var http = context.GetHttpContext();
        var mayOperate = http.Features.Get<PageCaller>() is { Role: AccessRole.Operate };
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        TakePlace(mayOperate);
        feed.Begin();
        try
        {
            await SendAsync(responseStream, mayOperate, ending).ConfigureAwait(false);
        }
        catch (Exception over)
            when (ending.IsCancellationRequested && over is OperationCanceledException or InvalidOperationException or IOException)
        {
            if (stopping.IsCancellationRequested)
                throw new RpcException(new Status(StatusCode.Unavailable, "the engine is stopping"));
            // A write that never ended holds the connection until it is cut.
            http.Abort();
        }
        finally
        {
            feed.End();
            LeavePlace(mayOperate);
        }
    }

    private void TakePlace(bool mayOperate)
    {
        var isFull = Interlocked.Increment(ref _watchers) > WatchersMax;
        if (!mayOperate)
            isFull |= Interlocked.Increment(ref _onlyWatching) > OnlyWatchingMax;
        if (!isFull)
            return;
        LeavePlace(mayOperate);
        throw new RpcException(new Status(StatusCode.ResourceExhausted, "as many browsers as may watch already"));
    }

    private void LeavePlace(bool mayOperate)
    {
        if (!mayOperate)
            Interlocked.Decrement(ref _onlyWatching);
        Interlocked.Decrement(ref _watchers);
    }

    private async Task SendAsync(IServerStreamWriter<PageUpdate> stream, bool mayOperate, CancellationTokenSource ending)
    {
        var known = feed.Whole();
        var update = PageChange.Whole(known);
        while (true)
        {
            update.MayOperate = mayOperate;
            ending.CancelAfter(WriteLimit);
            await stream.WriteAsync(update, ending.Token).ConfigureAwait(false);
            ending.CancelAfter(Timeout.InfiniteTimeSpan);
            (known, update) = await NextAsync(known, time.GetTimestamp(), ending.Token).ConfigureAwait(false);
        }
    }

    private async Task<(PageMoment Known, PageUpdate Update)> NextAsync(PageMoment known, long sentAt, CancellationToken ending)
    {
        var newest = known;
        while (true)
        {
            newest = await feed.AfterAsync(newest).WaitAsync(ending).ConfigureAwait(false);
            if (PageChange.Between(known, newest) is not { } update)
            {
                var whole = feed.Whole();
                return (whole, PageChange.Whole(whole));
            }

            if (PageChange.IsNews(update, known) || time.GetElapsedTime(sentAt) >= HeartbeatEvery)
                return (newest, update);
        }
    }
}
