"""The pages of the site by name: the main menu, and what the foot of the page adds."""

MENU = (
    ("/plans", "Kế hoạch"),
    ("/instruments", "Văn bản"),
    ("/agencies", "Cơ quan"),
    ("/indicators", "Chỉ tiêu"),
    ("/areas", "Địa bàn"),
    ("/queries", "Câu hỏi"),
    ("/query", "SPARQL"),
    ("/quality", "Chất lượng"),
    ("/data", "Dữ liệu"),
)
MORE = (
    ("/trace", "Lược đồ văn bản"),
    ("/coverage", "Tình hình theo địa phương"),
    ("/compare", "So sánh hai kế hoạch"),
    ("/calendar", "Lịch thời hạn"),
    ("/updates", "Mới cập nhật"),
    ("/levels", "Cấp chính quyền"),
    ("/check", "Kiểm tra dự thảo"),
    ("/ontology", "Từ vựng"),
    ("/rules", "Quy tắc kiểm tra"),
)
