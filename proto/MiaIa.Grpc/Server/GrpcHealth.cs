using MiaIa.Health.V1;

namespace MiaIa.Grpc.Server;

/// <summary>
/// The health that <c>grpc.health.v1.Health</c> reports, a status a service. The empty name is the server as a whole
/// and starts as Serving; every other name is unknown until it is set. Safe for use by several threads.
/// </summary>
public sealed class GrpcHealth
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> _status = new(StringComparer.Ordinal)
    {
        [""] = HealthCheckResponse.Types.ServingStatus.Serving,
    };

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sets what is reported for a service, and tells everyone who watches.</summary>
    public void Set(string service, HealthCheckResponse.Types.ServingStatus status)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _status[service] = status;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>What is reported for a service, null when it was never set, and a task that ends at the next change of any.</summary>
    internal (HealthCheckResponse.Types.ServingStatus? Status, Task Changed) Look(string service)
    {
        lock (_gate)
        {
            return (_status.TryGetValue(service, out var status) ? status : null, _changed.Task);
        }
    }
}
