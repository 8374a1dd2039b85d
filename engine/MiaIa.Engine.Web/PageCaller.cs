using MiaIa.Hosting.Credentials;

namespace MiaIa.Engine.Web;

/// <summary>Who calls from a browser; found among the features of a call that <see cref="PageGate"/> has passed on.</summary>
/// <param name="Role">What the browser's key proves.</param>
public sealed record PageCaller(AccessRole Role);
