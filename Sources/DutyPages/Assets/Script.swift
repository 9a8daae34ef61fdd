/// The one script: pages work without it. It keeps a form from being sent twice, says which photo was chosen and makes
/// it small enough to send from the street, and fills in where the phone is where a form asks for that.
enum Script {
  static let text = """
    "use strict";
    (function () {
      var errors = document.querySelector(".form [role=alert]");
      if (errors) errors.focus();

      document.addEventListener("submit", function (event) {
        var form = event.target;
        if (form.dataset.sent) { event.preventDefault(); return; }
        if (form.method !== "post") return;
        form.dataset.sent = "1";
        setTimeout(function () { delete form.dataset.sent; }, 8000);
      });
      window.addEventListener("pageshow", function () {
        document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
      });

      var most = 1600;
      function small(file) {
        if (!/^image\\/(jpeg|png)$/.test(file.type) || file.size < 600000) return Promise.resolve(file);
        return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (image) {
          var scale = Math.min(1, most / Math.max(image.width, image.height));
          var canvas = document.createElement("canvas");
          canvas.width = Math.round(image.width * scale);
          canvas.height = Math.round(image.height * scale);
          canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
          return new Promise(function (done) {
            canvas.toBlob(function (blob) {
              if (!blob || blob.size >= file.size) return done(file);
              done(new File([blob], file.name.replace(/\\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" }));
            }, "image/jpeg", 0.82);
          });
        });
      }
      function shrink(input) {
        if (!window.createImageBitmap || !window.DataTransfer) return;
        var chosen = Array.from(input.files || []);
        if (!chosen.length) return;
        Promise.all(chosen.map(small)).then(function (files) {
          var box = new DataTransfer();
          files.forEach(function (file) { box.items.add(file); });
          input.files = box.files;
        }).catch(function () {});
      }
      document.querySelectorAll("input[type=file]").forEach(function (input) {
        input.addEventListener("change", function () { shrink(input); });
      });

      var lat = document.querySelector("input[name=lat]"), lon = document.querySelector("input[name=lon]");
      if (lat && lon && !lat.value && !lon.value && navigator.geolocation && window.isSecureContext) {
        navigator.geolocation.getCurrentPosition(function (where) {
          if (lat.value || lon.value) return;
          lat.value = where.coords.latitude.toFixed(6);
          lon.value = where.coords.longitude.toFixed(6);
        }, function () {}, { timeout: 8000 });
      }
    })();

    """
}
