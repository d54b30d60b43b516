module.exports = { captureStackTrace: () => [] };
