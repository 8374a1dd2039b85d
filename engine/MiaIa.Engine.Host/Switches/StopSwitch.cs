namespace MiaIa.Engine.Host.Switches;

/// <summary>A caller's wish that this program ends. It is the program's host that ends it then, on the same way as after a signal.</summary>
internal sealed class StopSwitch
{
    private readonly TaskCompletionSource _pressed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody has asked, once.</summary>
    internal Task Pressed => _pressed.Task;

    /// <summary>Asks. False when somebody has before.</summary>
    internal bool Press() => _pressed.TrySetResult();
}
