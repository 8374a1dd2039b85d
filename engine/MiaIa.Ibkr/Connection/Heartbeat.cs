using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Connection;

/// <summary>Asks for the Gateway's clock at an interval and ends the session when the answer does not come in time.</summary>
internal sealed class Heartbeat(TwsSettings settings, SessionLife life, TimeProvider time)
{
    private TaskCompletionSource? _answer;

    /// <summary>The Gateway's clock has come.</summary>
    public void OnAnswer() => Volatile.Read(ref _answer)?.TrySetResult();

    public async Task RunAsync(RequestSender sender)
    {
        try
        {
            while (true)
            {
                await Task.Delay(settings.HeartbeatInterval, time, life.Ending).ConfigureAwait(false);
                var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref _answer, answer);
                await sender.SendAsync(new CurrentTimeRequest(), CancellationToken.None).ConfigureAwait(false);
                await answer.Task.WaitAsync(settings.HeartbeatLimit, time, life.Ending).ConfigureAwait(false);
            }
        }
        catch (TimeoutException)
        {
            life.End(
                SessionEndCause.HeartbeatLost,
                $"the Gateway did not answer the heartbeat within {settings.HeartbeatLimit.TotalSeconds} s"
            );
        }
        catch (Exception e) when (e is OperationCanceledException or TwsException && life.Ended.IsCompleted)
        {
            // The session is over for another reason, which it tells itself.
        }
    }
}
